"""Hosts that are asked no faster than is polite, and redirects that wait for their turn at the next one."""

from django.db import models


class Host(models.Model):
    """A server: whose turn it is there, its next free slot, and its robots.txt as last read; shared by all workers."""

    name = models.CharField(max_length=260, unique=True, help_text="Host, with its port where that is unusual.")
    next_slot_at = models.DateTimeField(help_text="No request starts before.")
    turn = models.CharField(max_length=32, blank=True, help_text="Token of the request under way; empty when none is.")
    turn_until = models.DateTimeField(
        null=True, blank=True, help_text="When that request counts as ended, should its worker have died."
    )
    down_until = models.DateTimeField(null=True, blank=True, help_text="Left alone until then: it did not answer.")
    penalty = models.FloatField(default=0, help_text="Seconds added between requests because it asked for fewer.")
    latency = models.FloatField(default=0, help_text="Smoothed seconds an answer takes.")
    robots = models.TextField(blank=True, help_text="Its robots.txt as last read.")
    robots_closed = models.CharField(
        max_length=600, blank=True, help_text="Why nothing may be fetched for now; empty when robots.txt was read."
    )
    robots_at = models.DateTimeField(null=True, blank=True, help_text="When robots.txt was last asked for.")
    crawl_delay = models.FloatField(default=0, help_text="Seconds robots.txt asks to leave between requests.")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Detour(models.Model):
    """An address that redirected to a host which could not be asked then; the rest of its way follows later."""

    key = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the address: one row an address.")
    target = models.CharField(max_length=2000, help_text="Where it redirects, and what is asked next.")
    hops = models.JSONField(help_text="The addresses that redirected, each with its status, in order.")
    cookies = models.JSONField(help_text="Names and values of the cookies that go along.")
    at = models.DateTimeField(db_index=True, help_text="When it redirected.")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.target
