namespace Triad.Benchmarks;

/// <summary>All benchmarks. Add one by a line here and a folder of its own.</summary>
internal static class BenchmarkRegistry
{
    public static IReadOnlyList<IBenchmark> All { get; } =
    [
        new Crash.CrashBenchmark(),
        new Faiss.FaissBenchmark(),
        new FullSize.FullSizeBenchmark(),
        new Gateway.GatewayBenchmark(),
        new Grains.GrainBenchmark(),
        new Hostile.HostileBenchmark(),
        new Packages.PackagesBenchmark(),
        new Path.PathBenchmark(),
        new Qdrant.QdrantBenchmark(),
        new QdrantReplay.QdrantReplayBenchmark(),
        new Queue.QueueBenchmark(),
        new Search.SearchBenchmark(),
        new Shards.ShardsBenchmark(),
        new Silos.SilosBenchmark(),
    ];
}
