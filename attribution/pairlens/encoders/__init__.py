"""One file per family of dual encoders; each cuts its towers in two at a layer."""
