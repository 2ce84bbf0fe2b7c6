from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0002_in_a_queue'),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='headline_key',
            field=models.CharField(blank=True, db_index=True, help_text='Key of its headline without what outlets hang on it; empty where that identifies no article.', max_length=32),
        ),
        migrations.AddField(
            model_name='article',
            name='page_key',
            field=models.CharField(blank=True, db_index=True, help_text='Key of the address its page ended at or claims as its own.', max_length=32),
        ),
        migrations.AddField(
            model_name='article',
            name='text_length',
            field=models.PositiveIntegerField(default=0, help_text='Characters of its text, whether kept or not.'),
        ),
    ]
