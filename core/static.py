"""Static files with a hash in their name and compressed forms beside them."""

import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

LARGE = 60_000  # bytes; the site's own files are smaller, the bundles of the editing screens are not


class QuickCompressor(Compressor):
    """Brotli's best for what visitors load; its middle for the large bundles of the CMS, which would cost a start ten seconds."""

    @staticmethod
    def compress_brotli(data):
        return brotli.compress(data, quality=11 if len(data) < LARGE else 5)


class StaticStorage(CompressedManifestStaticFilesStorage):
    def create_compressor(self, **kwargs):
        return QuickCompressor(**kwargs)
