using System.Collections.Immutable;
using Google.Protobuf.Collections;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Modality;
using Triad.Vectors.Qdrant.Requests;

namespace Triad.Vectors.Qdrant.Points;

/// <summary>
/// A segment, or a whole video, as one point of Qdrant. The vector of all that it has lies under the name <c>full</c> and not under its
/// own as well; the payload says which that is.
/// </summary>
internal static class PointMapping
{
    // A filter's bounds are doubles: beyond this they cannot tell one tick from the next.
    private const long MaxTicks = 1L << 53;

    /// <summary>What of the payload a hit is made of.</summary>
    public static Q.WithPayloadSelector HitFields { get; } = new()
    {
        Include = new()
        {
            Fields =
            {
                PayloadNames.Tenant, PayloadNames.Video, PayloadNames.Generation, PayloadNames.Segment, PayloadNames.Start,
                PayloadNames.End, PayloadNames.Duration, PayloadNames.Modalities, PayloadNames.Full, PayloadNames.Metadata,
            },
        },
    };

    /// <summary>What of the payload says which generation a point is of.</summary>
    public static Q.WithPayloadSelector VideoFields { get; } = new()
    {
        Include = new() { Fields = { PayloadNames.Video, PayloadNames.Generation } },
    };

    /// <summary>The generation that a point is of.</summary>
    public static VideoGeneration ToGeneration(Q.RetrievedPoint stored) => new(
        VideoId.From(stored.Payload.Text(PayloadNames.Video)),
        (int)stored.Payload.Number(PayloadNames.Generation));

    /// <summary>One of a point's vectors, by the name that it is stored under.</summary>
    public static float[] ToVector(Q.RetrievedPoint stored, string name) => Numbers(stored.Vectors.Vectors.Vectors[name]);

    /// <summary>Whether the times of points can be compared; null where they can.</summary>
    public static Error? Check(IReadOnlyList<VectorPoint> points)
    {
        for (var i = 0; i < points.Count; i++)
        {
            var subject = points[i].Subject;
            foreach (var time in (ReadOnlySpan<TimeSpan>)[subject.Span.Start, subject.Span.End, subject.VideoDuration])
                if (Math.Abs((decimal)time.Ticks) > MaxTicks)
                    return Error.Invalid($"points[{i}].subject", time, "is beyond 28 years", "Give times of the video's own time line.");
        }

        return null;
    }

    /// <summary>The point to be stored.</summary>
    public static Q.PointStruct ToStored(TenantRequests requests, ShardId shard, VectorPoint point, long epoch, long sequence)
    {
        var (video, generation, segment) = (point.Subject.Video, point.Generation, point.Segment);
        var payload = new MapField<string, Q.Value>
        {
            [PayloadNames.Shard] = PayloadValues.Of(shard.Number),
            [PayloadNames.Video] = PayloadValues.Of(video.Value),
            [PayloadNames.Generation] = PayloadValues.Of(generation),
            [PayloadNames.Segment] = PayloadValues.Of(segment),
            [PayloadNames.Level] = PayloadValues.Of((long)point.Level),
            [PayloadNames.Start] = PayloadValues.Of(point.Subject.Span.Start.Ticks),
            [PayloadNames.End] = PayloadValues.Of(point.Subject.Span.End.Ticks),
            [PayloadNames.Duration] = PayloadValues.Of(point.Subject.VideoDuration.Ticks),
            [PayloadNames.Modalities] = PayloadValues.Of(point.Subject.Mask.Parts().Select(part => part.ToName())),
            [PayloadNames.Epoch] = PayloadValues.Of(epoch),
            [PayloadNames.Sequence] = PayloadValues.Of(sequence),
        };
        if (point.Vectors.FirstOrDefault(vector => vector.IsFull) is { } full)
            payload[PayloadNames.Full] = PayloadValues.Of(full.Name.Value);
        AddMetadata(payload, point.Subject.Metadata);
        return requests.Point(
            NameUuid.OfPoint(shard, video, generation, segment),
            payload,
            point.Vectors.Select(vector => (vector.IsFull ? PayloadNames.FullVector : vector.Name.Value, vector.Vector)));
    }

    /// <summary>A point as it was given.</summary>
    public static VectorPoint ToPoint(Q.RetrievedPoint stored)
    {
        var payload = stored.Payload;
        var vectors = ImmutableArray.CreateBuilder<NamedVector>();
        foreach (var (name, vector) in stored.Vectors.Vectors.Vectors.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var isFull = name == PayloadNames.FullVector;
            var own = RepresentationName.From(isFull ? payload.Text(PayloadNames.Full) : name);
            vectors.Add(new NamedVector(own, Numbers(vector), isFull));
        }

        return new VectorPoint(
            (int)payload.Number(PayloadNames.Generation),
            (int)payload.Number(PayloadNames.Segment),
            Subject(payload),
            vectors.ToImmutable());
    }

    /// <summary>A hit of a vector, which lies under its own name or under <c>full</c>.</summary>
    public static VectorHit ToHit(TenantId tenant, string vector, Q.ScoredPoint found)
    {
        var payload = found.Payload;
        var subject = Subject(payload);
        var name = RepresentationName.From(vector == PayloadNames.FullVector ? payload.Text(PayloadNames.Full) : vector);
        var (generation, segment) = ((int)payload.Number(PayloadNames.Generation), (int)payload.Number(PayloadNames.Segment));
        ReadOnlyMemory<float> own = found.Vectors?.Vectors?.Vectors.TryGetValue(vector, out var given) == true ? Numbers(given) : default;
        return new VectorHit(
            PointId.Of(tenant, subject.Video, generation, segment, name),
            generation,
            segment,
            name,
            subject,
            found.Score,
            own);
    }

    /// <summary>The numbers of a vector.</summary>
    public static float[] Numbers(Q.VectorOutput vector) => [.. vector.Dense.Data];

    private static void AddMetadata(MapField<string, Q.Value> payload, ImmutableDictionary<string, MetadataValue> metadata)
    {
        if (metadata.IsEmpty)
            return;
        var sorted = metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        payload[PayloadNames.Metadata] = PayloadValues.Of(MetadataText.Write(metadata));
        payload[PayloadNames.Tokens] = PayloadValues.Of(sorted.SelectMany(pair => MetadataTokens.Of(pair.Key, pair.Value)).Distinct());
        var numbers = sorted
            .Where(pair => pair.Value.Number is not null)
            .Select(pair => PayloadValues.Of(
                (PayloadNames.Key, PayloadValues.Of(pair.Key)),
                (PayloadNames.Number, PayloadValues.Of(pair.Value.Number!.Value))))
            .ToList();
        if (numbers.Count > 0)
            payload[PayloadNames.Numbers] = PayloadValues.Of(numbers);
    }

    private static FilterSubject Subject(MapField<string, Q.Value> payload) => new(
        VideoId.From(payload.Text(PayloadNames.Video)),
        new TimeRange(TimeSpan.FromTicks(payload.Number(PayloadNames.Start)), TimeSpan.FromTicks(payload.Number(PayloadNames.End))),
        TimeSpan.FromTicks(payload.Number(PayloadNames.Duration)),
        payload.Texts(PayloadNames.Modalities).Aggregate(Modalities.None, (mask, name) => mask | ModalitiesExtensions.FromName(name)),
        payload.TryText(PayloadNames.Metadata) is { } text ? MetadataText.Read(text) : ImmutableDictionary<string, MetadataValue>.Empty);

}
