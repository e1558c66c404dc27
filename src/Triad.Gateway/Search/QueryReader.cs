using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Gateway.Limits;
using Triad.Gateway.Requests;
using Triad.Gateway.Values;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Gateway.Search;

/// <summary>Reads a query from the wire; notes everything that is wrong with it.</summary>
/// <param name="limits">How large it may be.</param>
/// <param name="violations">Where to note.</param>
internal sealed class QueryReader(LimitsOptions limits, Violations violations)
{
    private const int MaxDimension = 8192;

    private static readonly SearchPart Nothing = new(default, 1, "", [], null, null, null, [], null);

    /// <summary>The query for the grains.</summary>
    public SearchQuery Read(V1.Query? query, string field)
    {
        if (query?.Sequence is not null)
            violations.NotImplemented($"{field}.sequence", $"{query.Sequence.Steps.Count} steps");
        var wires = query?.Parts ?? [];
        if (wires.Count == 0)
            violations.Add(Error.Of(ErrorReason.QueryEmpty, $"{field}.parts", "", "is empty", "Give at least one part."));
        violations.CheckLimit($"{field}.parts", wires.Count, nameof(limits.MaxQueryParts), limits.MaxQueryParts, "parts");
        var parts = ImmutableArray.CreateBuilder<SearchPart>();
        for (var i = 0; i < wires.Count && i < limits.MaxQueryParts; i++)
            if (Read(wires[i], $"{field}.parts[{i}]") is { } part)
                parts.Add(part);
        if (wires.Count > 0 && wires.All(part => part.HasWeight && part.Weight < 0))
            violations.Add(Error.Of(
                ErrorReason.QueryContradictory,
                $"{field}.parts",
                $"{wires.Count} parts",
                "have negative weights only",
                "Give at least one part a weight above 0."));
        return new SearchQuery(parts.ToImmutable(), Composition(query?.Compose ?? V1.Compose.Unspecified, $"{field}.compose"));
    }

    private SearchPart? Read(V1.Part wire, string field)
    {
        var weight = wire.HasWeight ? wire.Weight : 1;
        if (QueryWeight.Check(weight, $"{field}.weight") is { } problem)
            violations.Add(problem);
        if (wire.Modalities is not null && wire.ContentCase != V1.Part.ContentOneofCase.Stored)
            violations.Add(Error.Invalid(
                $"{field}.modalities",
                wire.ContentCase,
                "takes no modalities",
                "Leave them out; only stored parts take them."));
        if (wire.Representation.Length > 0 && wire.ContentCase != V1.Part.ContentOneofCase.Stored)
            violations.Add(Error.Invalid(
                $"{field}.representation",
                wire.Representation,
                "is for stored parts",
                "Leave it out; only stored parts take it."));
        var part = wire.ContentCase switch
        {
            V1.Part.ContentOneofCase.Text => ReadText(wire.Text, $"{field}.text"),
            V1.Part.ContentOneofCase.Audio =>
                ReadMedia(SearchPartKind.Audio, wire.Audio, $"{field}.audio", nameof(limits.MaxQueryAudioBytes), limits.MaxQueryAudioBytes),
            V1.Part.ContentOneofCase.Video =>
                ReadMedia(SearchPartKind.Video, wire.Video, $"{field}.video", nameof(limits.MaxQueryVideoBytes), limits.MaxQueryVideoBytes),
            V1.Part.ContentOneofCase.Image =>
                ReadMedia(SearchPartKind.Image, wire.Image, $"{field}.image", nameof(limits.MaxQueryImageBytes), limits.MaxQueryImageBytes),
            V1.Part.ContentOneofCase.Stored => ReadStored(wire, $"{field}.stored"),
            V1.Part.ContentOneofCase.Vector => ReadVector(wire.Vector, $"{field}.vector"),
            _ => Missing(field, "Set one of text, audio, video, image, stored, vector."),
        };
        return part is null ? null : part with { Weight = (float)weight };
    }

    private SearchPart? ReadText(string text, string field)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Missing(field, "Give some words.");
        violations.CheckLimit(field, text.Length, nameof(limits.MaxQueryTextLength), limits.MaxQueryTextLength, "characters");
        return Nothing with { Kind = SearchPartKind.Text, Text = text };
    }

    private SearchPart? ReadMedia(SearchPartKind kind, ByteString content, string field, string limit, long maximum)
    {
        if (content.IsEmpty)
            return Missing(field, "Give the bytes of a whole file.");
        violations.CheckLimit(field, content.Length, limit, maximum, "bytes");
        return content.Length > maximum
            ? null
            : Nothing with { Kind = kind, Media = ImmutableCollectionsMarshal.AsImmutableArray(content.ToByteArray()) };
    }

    private SearchPart ReadStored(V1.Part wire, string field)
    {
        var id = violations.Take(VideoId.Parse(wire.Stored.VideoId, $"{field}.video_id"));
        if (wire.Stored is { HasSegmentIndex: true, SegmentIndex: < 0 })
            violations.Add(Error.Invalid(
                $"{field}.segment_index",
                wire.Stored.SegmentIndex,
                "is negative",
                "Give the index of a segment, or leave it out for the whole video."));
        return Nothing with
        {
            Kind = SearchPartKind.Stored,
            VideoId = id,
            Segment = wire.Stored.HasSegmentIndex ? wire.Stored.SegmentIndex : null,
            Representation = ReadStoredRepresentation(wire, field[..field.LastIndexOf('.')]),
        };
    }

    private RepresentationName? ReadStoredRepresentation(V1.Part wire, string field)
    {
        var mask = ModalityMapping.ToCore(wire.Modalities);
        if (wire.Representation.Length == 0)
            return mask == Modalities.None ? null : RepresentationName.Of(mask);
        if (mask != Modalities.None)
            violations.Add(Error.Invalid($"{field}.representation", wire.Representation, "is named beside modalities", "Give either the representation or the modalities."));
        return violations.Take(RepresentationName.Parse(wire.Representation, $"{field}.representation"));
    }

    private SearchPart? ReadVector(V1.Vector wire, string field)
    {
        if (wire.Values.Count == 0)
            return Missing($"{field}.values", "Give the numbers of the vector.");
        if (wire.Values.Count > MaxDimension)
            violations.Add(Error.Invalid(
                $"{field}.values",
                wire.Values.Count,
                "are too many numbers",
                "Give as many as the space has dimensions."));
        if (wire.Values.Any(value => !float.IsFinite(value)) || wire.Values.All(value => value == 0))
            violations.Add(Error.Invalid($"{field}.values", "a number", "is not finite, or all are 0", "Give finite numbers, not all 0."));
        var space = violations.Take(SpaceId.Parse(wire.Space, $"{field}.space"));
        return Nothing with { Kind = SearchPartKind.Vector, Vector = [.. wire.Values], Space = space };
    }

    private SearchPart? Missing(string field, string remedy)
    {
        violations.Add(Error.Missing(field, remedy));
        return null;
    }

    private SearchComposition Composition(V1.Compose compose, string field)
    {
        switch (compose)
        {
            case V1.Compose.Unspecified:
                return SearchComposition.Auto;
            case V1.Compose.Fused:
                return SearchComposition.Fused;
            case V1.Compose.Late:
                return SearchComposition.Late;
            default:
                violations.Add(Error.Invalid(
                    field,
                    compose,
                    "is not a way to compose",
                    "Give COMPOSE_FUSED or COMPOSE_LATE, or leave it out."));
                return SearchComposition.Auto;
        }
    }
}
