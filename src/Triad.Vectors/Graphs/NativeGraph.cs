using System.Runtime.InteropServices;
using Triad.Vectors.Rows;

namespace Triad.Vectors.Graphs;

/// <summary>
/// A graph of USearch (HNSW) over the codes of rows. It is filled once, by threads that add beside each other, and only asked from then on.
/// </summary>
internal sealed unsafe class NativeGraph : SafeHandle
{
    // Links a node and breadth of the search for them: more costs memory and time of the build, for recall that a broader search gives too.
    private const int Links = 16;
    private const int BuildBreadth = 128;
    private const int SearchBreadth = 64;

    // The library has places for as many threads at once as there are processors, and does not check.
    private static readonly int MostThreads = Environment.ProcessorCount;

    private int _searching;

    private NativeGraph(int dimension)
        : base(0, ownsHandle: true)
    {
        Dimension = dimension;
        var options = new GraphLibrary.Options
        {
            Metric = GraphLibrary.Cosine,
            Quantisation = GraphLibrary.Int8,
            Dimensions = (nuint)dimension,
            Connectivity = Links,
            ExpansionAdd = BuildBreadth,
            ExpansionSearch = SearchBreadth,
        };
        SetHandle(GraphLibrary.Make(options, out var error));
        Check(error);
    }

    public override bool IsInvalid => handle == 0;

    public int Dimension { get; }

    /// <summary>Nodes; their keys are the numbers from 0 on.</summary>
    public int Count
    {
        get
        {
            var size = GraphLibrary.Size(this, out var error);
            Check(error);
            return (int)size;
        }
    }

    /// <summary>Memory that it takes.</summary>
    public long Bytes
    {
        get
        {
            var bytes = GraphLibrary.MemoryUsage(this, out var error);
            Check(error);
            return (long)bytes;
        }
    }

    /// <summary>A graph of some rows, whose keys are their places in the list.</summary>
    /// <param name="start">A graph of the first rows, which is left as it is; null for none.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="dimension">Floats a row.</param>
    /// <param name="threads">Threads that add.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="GraphException">The library failed.</exception>
    public static NativeGraph Of(
        NativeGraph? start, IReadOnlyList<RowPlace> rows, int dimension, int threads, CancellationToken cancellationToken)
    {
        var graph = start is null ? new NativeGraph(dimension) : Load(dimension, start.Save());
        try
        {
            GraphLibrary.Reserve(graph, (nuint)rows.Count, out var error);
            Check(error);
            graph.AddAll(rows, Math.Min(threads, MostThreads), cancellationToken);
            return graph;
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A graph as it was saved. Only for bytes that are known to be what was saved: the library does not look at them closely.
    /// </summary>
    /// <exception cref="GraphException">The library failed.</exception>
    public static NativeGraph Load(int dimension, ReadOnlySpan<byte> saved)
    {
        var graph = new NativeGraph(dimension);
        try
        {
            fixed (byte* buffer = saved)
            {
                GraphLibrary.Load(graph, buffer, (nuint)saved.Length, out var error);
                Check(error);
            }

            if ((int)GraphLibrary.Dimensions(graph, out _) != dimension)
                throw new GraphException($"The graph was saved for other vectors than of {dimension} numbers.");
            return graph;
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    /// <summary>The graph as bytes.</summary>
    /// <exception cref="GraphException">The library failed.</exception>
    public byte[] Save()
    {
        var saved = new byte[checked((int)GraphLibrary.SerializedLength(this, out var error))];
        Check(error);
        fixed (byte* buffer = saved)
        {
            GraphLibrary.Save(this, buffer, (nuint)saved.Length, out error);
            Check(error);
        }

        return saved;
    }

    /// <summary>The keys that are nearest to a query, as many as there is room for.</summary>
    /// <returns>How many were found; -1 where as many threads search as may.</returns>
    /// <exception cref="GraphException">The library failed.</exception>
    public int Search(ReadOnlySpan<sbyte> query, Span<ulong> keys)
    {
        if (Interlocked.Increment(ref _searching) > MostThreads)
        {
            Interlocked.Decrement(ref _searching);
            return -1;
        }

        try
        {
            var distances = new float[keys.Length];
            fixed (sbyte* from = query)
            fixed (ulong* into = keys)
            fixed (float* beside = distances)
            {
                var found = GraphLibrary.Search(this, from, GraphLibrary.Int8, (nuint)keys.Length, into, beside, out var error);
                Check(error);
                return (int)found;
            }
        }
        finally
        {
            Interlocked.Decrement(ref _searching);
        }
    }

    protected override bool ReleaseHandle()
    {
        GraphLibrary.Free(handle, out _);
        return true;
    }

    private static void Check(byte* error)
    {
        if (error != null)
            throw new GraphException(Marshal.PtrToStringUTF8((nint)error) ?? "The library of graphs failed.");
    }

    private void AddAll(IReadOnlyList<RowPlace> rows, int threads, CancellationToken cancellationToken)
    {
        var next = Count - 1;
        Exception? failure = null;
        var others = Enumerable.Range(1, threads - 1).Select(_ => new Thread(Work) { IsBackground = true, Name = "graph" }).ToList();
        others.ForEach(thread => thread.Start());
        Work();
        others.ForEach(thread => thread.Join());
        cancellationToken.ThrowIfCancellationRequested();
        if (failure is not null)
            throw new GraphException(failure.Message);

        void Work()
        {
            var codes = new sbyte[Dimension];
            try
            {
                for (var key = Next(); key < rows.Count; key = Next())
                {
                    RowCodes.Quantise(rows[key].Vector.Span, codes);
                    Add((ulong)key, codes);
                }
            }
            catch (GraphException e)
            {
                Volatile.Write(ref failure, e);
            }
        }

        int Next() => cancellationToken.IsCancellationRequested || Volatile.Read(ref failure) is not null
            ? int.MaxValue
            : Interlocked.Increment(ref next);
    }

    private void Add(ulong key, ReadOnlySpan<sbyte> codes)
    {
        fixed (sbyte* vector = codes)
        {
            GraphLibrary.Add(this, key, vector, GraphLibrary.Int8, out var error);
            Check(error);
        }
    }
}
