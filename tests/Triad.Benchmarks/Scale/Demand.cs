using System.Globalization;

namespace Triad.Benchmarks.Scale;

/// <summary>What a platform of a size needs, by unit costs: arithmetic, with the busy part of a machine and the prices written beside it.</summary>
internal sealed class Demand(double hours, double hoursPerDay, double queries, UnitCosts costs)
{
    // A core is not used for more than this: what comes at once would wait.
    private const double Busy = 0.6;

    // The busiest hour of a day over its mean.
    private const double Peak = 2;

    private const double SegmentsPerHour = 3600 / 8.0;
    private const int GatewayCores = 4;
    private const int EmbedCores = 8;
    private const int NodeCores = 16;
    private const double NodeMemoryGigabytes = 128;
    private const double Giga = 1e9;

    // Dollars a month, of the size of list prices: assumptions, to be replaced by one's own.
    private const double CorePrice = 36;
    private const double MemoryCorePrice = 46;
    private const double SsdPrice = 0.12;
    private const double MediaPrice = 0.018;

    public double Segments => hours * SegmentsPerHour;

    public double IngestCores => hoursPerDay / 24 * SegmentsPerHour / 3600 * Peak * (costs.EmbedCoreMs + costs.DecodeCoreMs) / 1000 / Busy;

    public double QueryCores => queries * Peak * costs.QueryCoreMs / 1000 / Busy;

    public double GatewayAndSiloCores => queries * Peak * costs.SearchCoreMs / 1000 / Busy;

    public double IndexCores => queries * Peak * costs.IndexCoreMs / 1000 / Busy;

    public double VectorGigabytes => Segments * costs.VectorsPerSegment * costs.Dimension * sizeof(float) / Giga;

    // Bytes of the first pass, the graph's links, and some of the payload's indexes.
    public double IndexMemoryGigabytes => Segments * ((costs.VectorsPerSegment * (costs.Dimension + 160.0)) + 64) / Giga;

    public double IndexNodes => Math.Ceiling(Math.Max(IndexCores / NodeCores, IndexMemoryGigabytes / (NodeMemoryGigabytes * 0.75)));

    public double MediaTerabytes => hours * costs.MediaGigabytesPerHour / 1000;

    public double DollarsAMonth =>
        ((IngestCores + QueryCores + GatewayAndSiloCores) * CorePrice)
        + (IndexNodes * NodeCores * MemoryCorePrice)
        + (VectorGigabytes * 1.5 * SsdPrice)
        + (MediaTerabytes * 1000 * MediaPrice);

    /// <summary>The figures as a table.</summary>
    public IEnumerable<string> Lines()
    {
        yield return "| what | how much | as |";
        yield return "| --- | --- | --- |";
        yield return Line("segments", Segments / Giga, "thousand millions, of 8 s");
        yield return Line("ingest", IngestCores, string.Create(CultureInfo.InvariantCulture, $"cores: {Math.Ceiling(IngestCores / EmbedCores)} embed silos of {EmbedCores}"));
        yield return Line("queries' embedding", QueryCores, string.Create(CultureInfo.InvariantCulture, $"cores: {Math.Ceiling(QueryCores / EmbedCores)} embed silos of {EmbedCores}"));
        yield return Line("gateways and silos", GatewayAndSiloCores, string.Create(CultureInfo.InvariantCulture, $"cores: {Math.Max(3, Math.Ceiling(GatewayAndSiloCores / GatewayCores))} of {GatewayCores}, three of a role at least"));
        yield return Line("index, processor", IndexCores, "cores");
        yield return Line("index, memory", IndexMemoryGigabytes, "GB: int8 first pass, graph");
        yield return Line("index, nodes", IndexNodes, string.Create(CultureInfo.InvariantCulture, $"of {NodeCores} cores and {NodeMemoryGigabytes} GB"));
        yield return Line("vectors on disk", VectorGigabytes / 1000, "TB, float32, one copy");
        yield return Line("media", MediaTerabytes, "TB");
        yield return Line("money", DollarsAMonth / 1000, "thousand dollars a month");
    }

    private static string Line(string what, double value, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"| {what} | {(value >= 100 ? Math.Round(value) : Math.Round(value, 2))} | {unit} |");
}
