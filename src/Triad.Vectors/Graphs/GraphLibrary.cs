using System.Runtime.InteropServices;

namespace Triad.Vectors.Graphs;

/// <summary>The calls of USearch's library that we use; the package has it for linux-x64, osx-arm64 and win-x64.</summary>
internal static unsafe class GraphLibrary
{
    /// <summary>Bytes, one a number.</summary>
    public const int Int8 = 4;

    /// <summary>The cosine of two vectors, whatever their lengths.</summary>
    public const int Cosine = 1;

    private const string Library = "libusearch_c";

    private static readonly Lazy<bool> Found = new(TryLoad);

    /// <summary>False where the system lacks the library, or what it needs (libgomp, libstdc++).</summary>
    public static bool IsThere => Found.Value;

    [DllImport(Library, EntryPoint = "usearch_init")]
    public static extern nint Make(in Options options, out byte* error);

    [DllImport(Library, EntryPoint = "usearch_free")]
    public static extern void Free(nint graph, out byte* error);

    [DllImport(Library, EntryPoint = "usearch_reserve")]
    public static extern void Reserve(NativeGraph graph, nuint capacity, out byte* error);

    [DllImport(Library, EntryPoint = "usearch_size")]
    public static extern nuint Size(NativeGraph graph, out byte* error);

    [DllImport(Library, EntryPoint = "usearch_dimensions")]
    public static extern nuint Dimensions(NativeGraph graph, out byte* error);

    [DllImport(Library, EntryPoint = "usearch_memory_usage")]
    public static extern nuint MemoryUsage(NativeGraph graph, out byte* error);

    [DllImport(Library, EntryPoint = "usearch_add")]
    public static extern void Add(NativeGraph graph, ulong key, sbyte* vector, int kind, out byte* error);

    [DllImport(Library, EntryPoint = "usearch_search")]
    public static extern nuint Search(
        NativeGraph graph, sbyte* query, int kind, nuint count, ulong* keys, float* distances, out byte* error);

    [DllImport(Library, EntryPoint = "usearch_serialized_length")]
    public static extern nuint SerializedLength(NativeGraph graph, out byte* error);

    [DllImport(Library, EntryPoint = "usearch_save_buffer")]
    public static extern void Save(NativeGraph graph, byte* buffer, nuint length, out byte* error);

    [DllImport(Library, EntryPoint = "usearch_load_buffer")]
    public static extern void Load(NativeGraph graph, byte* buffer, nuint length, out byte* error);

    [DllImport(Library, EntryPoint = "usearch_version")]
    private static extern byte* Version();

    private static bool TryLoad()
    {
        try
        {
            return Version() != null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return false;
        }
    }

    /// <summary>How a graph is made.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Options
    {
        public int Metric;
        public nint MetricFunction;
        public int Quantisation;
        public nuint Dimensions;
        public nuint Connectivity;
        public nuint ExpansionAdd;
        public nuint ExpansionSearch;
        public byte Multi;
    }
}
