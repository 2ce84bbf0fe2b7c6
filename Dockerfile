# The production image: web, worker, beat and one-off commands all run from it (compose.yaml).
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app

# First the packages: they change more rarely than the code.
COPY requirements.txt .
RUN pip install --no-deps --require-hashes -r requirements.txt

COPY . .
# Style sheets are part of the image; the key is only for this one command.
RUN CORRIDORS_DATA_DIR=/tmp STATIC_ROOT=/app/staticfiles SECRET_KEY=only-for-collecting-files \
        python manage.py collectstatic --no-input --verbosity 0 \
    && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin corridors \
    && install --directory --owner corridors /data

ENV STATIC_ROOT=/app/staticfiles CORRIDORS_DATA_DIR=/data
USER corridors
EXPOSE 8000
CMD ["gunicorn", "corridors.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", \
     "--threads", "4", "--timeout", "60", "--graceful-timeout", "20", "--worker-tmp-dir", "/dev/shm", \
     "--no-control-socket", "--access-logfile", "-"]
