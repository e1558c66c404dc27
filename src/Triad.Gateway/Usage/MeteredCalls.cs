using Triad.Core.Usage;

namespace Triad.Gateway.Usage;

/// <summary>
/// The one table of what calls are metered by. A call without a row fails a test: who adds one that embeds, searches, sends, stores or ingests enters it
/// here, and the kinds in <see cref="UsageKinds"/>.
/// </summary>
internal static class MeteredCalls
{
    private static readonly UsageKind[] Nothing = [];
    private static readonly UsageKind[] Sends = [UsageKinds.SentBytes];
    private static readonly UsageKind[] Searches = [UsageKinds.Searches, UsageKinds.EmbedSeconds, UsageKinds.RerankedHits, UsageKinds.SentBytes];
    private static readonly UsageKind[] Embeds = [UsageKinds.EmbedSeconds, UsageKinds.SentBytes];

    private static readonly UsageKind[] Ingests =
        [UsageKinds.IngestedSeconds, UsageKinds.EmbedSeconds, UsageKinds.StoredByteHours, UsageKinds.SentBytes];

    private static readonly Dictionary<string, UsageKind[]> Table = new(StringComparer.Ordinal)
    {
        [Library("BeginUpload")] = Sends,
        [Library("UploadChunk")] = Sends,
        [Library("GetUpload")] = Sends,
        [Library("CompleteUpload")] = Ingests,
        [Library("UploadVideo")] = Ingests,
        [Library("ImportVideo")] = Ingests,
        [Library("GetVideo")] = Sends,
        [Library("ListVideos")] = Sends,
        [Library("UpdateVideo")] = Sends,
        [Library("DeleteVideo")] = Sends,
        [Library("ReingestVideo")] = Ingests,
        [Library("WatchVideo")] = Sends,
        [Library("GetSegments")] = Sends,
        [Library("GetTranscript")] = Sends,
        [Library("GetThumbnail")] = Sends,
        [Library("ReadMedia")] = Sends,

        [Receipts("GetReceipt")] = Sends,
        [Receipts("ListReceipts")] = Sends,

        [Search("Search")] = Searches,
        [Search("SearchStream")] = Searches,
        [Search("LocalizeMoments")] = Searches,
        [Search("LocalizeSteps")] = Searches,
        [Search("Embed")] = Embeds,
        [Search("Similarity")] = Embeds,
    };

    // What runs the platform is nobody's usage.
    private static readonly HashSet<string> Unmetered = new(StringComparer.Ordinal)
    {
        "triad.v1.TenantService",
        "triad.v1.PlanService",
        "triad.v1.AuditService",
        "triad.v1.HoldService",
        "triad.v1.GrantService",
        "triad.v1.WebhookService",
        "triad.v1.UsageService",
        "triad.v1.BootstrapService",
        "grpc.health.v1.Health",
        "grpc.reflection.v1.ServerReflection",
        "grpc.reflection.v1alpha.ServerReflection",
    };

    /// <summary>What a call is metered by; null where nobody has entered it.</summary>
    /// <param name="path">"/package.Service/Method".</param>
    public static IReadOnlyList<UsageKind>? Find(string path) =>
        Table.GetValueOrDefault(path) ?? (Unmetered.Contains(path[1..path.LastIndexOf('/')]) ? Nothing : null);

    /// <summary>All calls that are entered by their names.</summary>
    public static IReadOnlyCollection<string> Paths => Table.Keys;

    private static string Library(string method) => $"/triad.v1.LibraryService/{method}";

    private static string Receipts(string method) => $"/triad.v1.ReceiptService/{method}";

    private static string Search(string method) => $"/triad.v1.SearchService/{method}";
}
