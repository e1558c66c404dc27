using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triad.V1;

namespace Triad.Testing.Platform;

/// <summary>SearchService of the fake platform: every video is a hit, in the order of the ids.</summary>
internal sealed class FakeSearch(PlatformScript script) : SearchService.SearchServiceBase
{
    public const string Space = "triad-mini@0123456789abcdef";

    public override async Task<SearchResponse> Search(SearchRequest request, ServerCallContext context)
    {
        script.Searches.Enqueue(request);
        if (request.Query.Parts.Any(part => part.Text == "wait"))
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
        if (request.Query.Parts.Any(part => part.Text == "xyzzy"))
            throw Refusal.Of(StatusCode.InvalidArgument, "WORDS_UNKNOWN", "query.parts[0].text 'xyzzy' has only unknown words.", "query.parts[0].text", "xyzzy", "Use other words.");

        var ids = script.Videos.Keys.Order(StringComparer.Ordinal).ToList();
        if (request.Options.OtherModel)
            ids.Reverse(); // Another model, another order.
        var (items, next) = script.Page(ids, request.Options.PageToken);
        return new SearchResponse
        {
            Hits = { items.Select(id => Hit(script.Videos[id], 1 - (0.1 * ids.IndexOf(id)))) },
            NextPageToken = next,
            Space = Space,
            ShardsAsked = 1,
            ShardsAnswered = 1,
            Watermark = "seen",
            Timings = new Timings { Total = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(3)) },
            TextNotice = new TextNotice { UnknownWords = { "bonky" } },
        };
    }

    public override Task<EmbedResponse> Embed(EmbedRequest request, ServerCallContext context) => Task.FromResult(new EmbedResponse
    {
        Vector = new Vector { Values = { 0.6f, 0.8f }, Space = Space },
        Modalities = new ModalityMask { Text = true },
        Vectors =
        {
            new AskingVector
            {
                Representations = { "full", "va" },
                Vector = new Vector { Values = { 0.6f, 0.8f }, Space = Space },
            },
        },
    });

    private static Hit Hit(Video video, double score) => new()
    {
        VideoId = video.Id,
        VideoName = video.Name,
        SegmentIndex = 1,
        Span = new Span { StartSeconds = 8, EndSeconds = 16 },
        Score = score,
        Representation = "va",
        Modalities = new ModalityMask { Video = true, Audio = true },
        Contributions = { new Contribution { Modality = Modality.Text, Score = score } },
    };
}
