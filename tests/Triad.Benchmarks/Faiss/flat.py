"""Exact searches by FAISS's IndexFlatIP, one query at a time, for `./triad bench faiss`.

Reads little-endian float32 vectors from a file. Then each line of standard input is the number of a query in a second file; it answers
with the nanoseconds of the search and the numbers of the rows that were found.
"""

import sys
import time

import faiss
import numpy

rows, queries, dimension, limit, threads = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6])
faiss.omp_set_num_threads(threads)
index = faiss.IndexFlatIP(dimension)
index.add(numpy.fromfile(rows, dtype="<f4").reshape(-1, dimension))
asked = numpy.fromfile(queries, dtype="<f4").reshape(-1, dimension)
print(f"{faiss.__version__} {index.ntotal}", flush=True)
for line in sys.stdin:
    query = asked[int(line)][None, :]
    start = time.perf_counter_ns()
    _, found = index.search(query, limit)
    print(time.perf_counter_ns() - start, *found[0], flush=True)
