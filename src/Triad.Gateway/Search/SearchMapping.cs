using Google.Protobuf.WellKnownTypes;
using Triad.Core.Indexing;
using Triad.Core.Modality;
using Triad.Gateway.Values;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Gateway.Search;

/// <summary>Maps answers of searches from grains to wire.</summary>
internal static class SearchMapping
{
    private const int MaxSnippet = 300;

    /// <summary>An answer for the wire, without its tokens.</summary>
    public static V1.SearchResponse ToWire(SearchAnswer answer, TimeSpan total)
    {
        var response = new V1.SearchResponse
        {
            Space = answer.Space.Value,
            ShardsAsked = answer.ShardsAsked,
            ShardsAnswered = answer.ShardsAnswered,
            TextNotice = ToWire(answer.Text),
            Timings = new V1.Timings
            {
                Total = Duration.FromTimeSpan(total),
                Embed = Duration.FromTimeSpan(answer.EmbedTime),
                Search = Duration.FromTimeSpan(answer.SearchTime),
                Merge = Duration.FromTimeSpan(answer.MergeTime),
            },
        };
        response.Hits.AddRange(answer.Hits.Select(ToWire));
        return response;
    }

    /// <summary>What was not known of the texts.</summary>
    public static V1.TextNotice ToWire(TextReport text) =>
        new() { UnknownWords = { text.UnknownWords }, CutWordCount = text.CutWords };

    /// <summary>A query as vectors.</summary>
    public static V1.EmbedResponse ToWire(QueryVector query)
    {
        var response = new V1.EmbedResponse
        {
            Vector = ToWire(query.Vectors[0], query),
            Modalities = ModalityMapping.ToWire(query.Mask),
            TextNotice = ToWire(query.Text),
        };
        response.Vectors.AddRange(query.Vectors.Select(asking => new V1.AskingVector
        {
            Representations = { asking.Representations.Select(name => name.Value) },
            Vector = ToWire(asking, query),
        }));
        return response;
    }

    private static V1.Vector ToWire(AskingVector asking, QueryVector query) => new() { Values = { asking.Vector }, Space = query.Space.Value };

    private static V1.Hit ToWire(SearchHit hit)
    {
        var wire = new V1.Hit
        {
            VideoId = hit.VideoId.Value,
            VideoName = hit.Name,
            SegmentIndex = hit.Segment.Index,
            Span = new V1.Span { StartSeconds = hit.Segment.Start.TotalSeconds, EndSeconds = hit.Segment.End.TotalSeconds },
            Score = hit.Score,
            Level = VectorPoint.LevelOf(hit.Segment.Index) == VectorLevel.Video ? V1.Level.Video : V1.Level.Segment,
            Representation = hit.Representation.Value,
            Modalities = ModalityMapping.ToWire(hit.Segment.Mask),
            TranscriptSnippet = Snippet(hit.Segment.Text),
            VideoDurationSeconds = hit.VideoDuration.TotalSeconds,
            TenantId = hit.Owner?.Value ?? "",
            GrantId = hit.GrantId ?? "", // A silo of the version before does not say it.
            Thumbnail = hit.Owner is null && hit.Segment.Mask.Contains(Modalities.Video)
                ? new V1.ThumbnailReference { VideoId = hit.VideoId.Value, TimeSeconds = (hit.Segment.Start + hit.Segment.End).TotalSeconds / 2 }
                : null,
        };
        wire.Contributions.AddRange(hit.Contributions.Select(share =>
            new V1.Contribution { Modality = ModalityMapping.ToWireSingle(share.Modality), Score = share.Score }));
        if (!hit.Members.IsDefaultOrEmpty)
            wire.Members.AddRange(hit.Members.Select(ToWire));
        MetadataMapping.AddTo(wire.Metadata, hit.Metadata);
        return wire;
    }

    private static V1.Member ToWire(SearchMember member) => new()
    {
        Representation = member.Representation.Value,
        Score = member.Score,
        StandardScore = member.Standard,
        Weight = member.Weight,
        Share = member.Share,
    };

    // Never cuts a character in two: half of a surrogate pair is not valid UTF-8.
    private static string Snippet(string text)
    {
        if (text.Length <= MaxSnippet)
            return text;
        var end = char.IsHighSurrogate(text[MaxSnippet - 2]) ? MaxSnippet - 2 : MaxSnippet - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
