using System.IO.MemoryMappedFiles;

namespace Triad.Benchmarks.Ledger;

/// <summary>
/// What really happened, in a mapped file that outlives kills as the meter's segments do: of each counter of each run how many times counting was begun
/// and how many times it was done, and how many videos were begun and done. Between the two lies the one that a kill may fall on.
/// </summary>
internal sealed class LedgerTruth : IDisposable
{
    /// <summary>Threads of a run that count, each to a counter of its own.</summary>
    public const int Threads = 2;

    private const int MaxRuns = 100_000;
    private const int PairBytes = 16;
    private const int HeadBytes = 2 * PairBytes;

    private readonly MemoryMappedFile _mapping;
    private readonly MemoryMappedViewAccessor _view;

    public LedgerTruth(string folder)
    {
        const long size = HeadBytes + ((long)MaxRuns * Threads * PairBytes);
        _mapping = MemoryMappedFile.CreateFromFile(System.IO.Path.Combine(folder, "truth"), FileMode.OpenOrCreate, null, size);
        _view = _mapping.CreateViewAccessor();
    }

    /// <summary>When the first run began, in ticks.</summary>
    public long Start
    {
        get => _view.ReadInt64(0);
        set => _view.Write(0, value);
    }

    public long VideosBegun
    {
        get => _view.ReadInt64(PairBytes);
        set => _view.Write(PairBytes, value);
    }

    public long VideosDone
    {
        get => _view.ReadInt64(PairBytes + sizeof(long));
        set => _view.Write(PairBytes + sizeof(long), value);
    }

    public (long Begun, long Done) Counted(int run, int thread) => (_view.ReadInt64(At(run, thread)), _view.ReadInt64(At(run, thread) + sizeof(long)));

    public void Begin(int run, int thread, long number) => _view.Write(At(run, thread), number);

    public void Done(int run, int thread, long number) => _view.Write(At(run, thread) + sizeof(long), number);

    public void Dispose()
    {
        _view.Dispose();
        _mapping.Dispose();
    }

    private static long At(int run, int thread) => HeadBytes + ((((long)run * Threads) + thread) * PairBytes);
}
