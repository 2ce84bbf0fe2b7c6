"""The OpenAPI document: what each answer holds. The serializers describe; nothing is serialised by them."""
