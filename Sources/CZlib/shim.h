#pragma once
#include <zlib.h>

/// `inflateInit2` is a macro, which Swift cannot call. 31 = the largest window, and a gzip header is required.
static inline int chartside_inflate_gzip_init(z_stream *stream) { return inflateInit2(stream, 31); }
