namespace Triad.Benchmarks;

/// <summary>All benchmarks. Add one by a line here and a folder of its own.</summary>
internal static class BenchmarkRegistry
{
    public static IReadOnlyList<IBenchmark> All { get; } =
    [
        new Apart.ApartBenchmark(),
        new Auditing.AuditBenchmark(),
        new Crash.CrashBenchmark(),
        new Ensemble.EnsembleBenchmark(),
        new Fair.FairBenchmark(),
        new Faiss.FaissBenchmark(),
        new FullSize.FullSizeBenchmark(),
        new Gateway.GatewayBenchmark(),
        new Grains.GrainBenchmark(),
        new Hostile.HostileBenchmark(),
        new MediaEncryption.MediaEncryptionBenchmark(),
        new Ledger.LedgerBenchmark(),
        new Models.ModelsBenchmark(),
        new Packages.PackagesBenchmark(),
        new Path.PathBenchmark(),
        new Qdrant.QdrantBenchmark(),
        new QdrantReplay.QdrantReplayBenchmark(),
        new Quota.QuotaBenchmark(),
        new Queue.QueueBenchmark(),
        new Revoke.RevokeBenchmark(),
        new Rolling.RollingBenchmark(),
        new Scale.ScaleBenchmark(),
        new Scaling.ScalingBenchmark(),
        new Search.SearchBenchmark(),
        new Shards.ShardsBenchmark(),
        new Silos.SilosBenchmark(),
        new Tenants.TenantsBenchmark(),
    ];
}
