using System.Collections.Immutable;
using System.Globalization;
using Google.Protobuf.Collections;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Vectors.Qdrant.Points;

namespace Triad.Vectors.Qdrant.Shards;

/// <summary>What is known of a shard: a point without vectors beside the shard's points.</summary>
/// <param name="Epoch">The highest epoch that opened it or wrote to it.</param>
/// <param name="Sequence">The number of the last write that searches see.</param>
/// <param name="Write">The mark of the change that made it what it is. A change is made only where the mark is the one that was
/// read.</param>
/// <param name="Representations">The vectors that the shard may hold.</param>
internal sealed record ShardHeader(long Epoch, long Sequence, string Write, ImmutableArray<RepresentationShape> Representations)
{
    /// <summary>The kind of the point.</summary>
    public const string Kind = "header";

    /// <summary>Who keeps writers away while the tenant moves; null for nobody.</summary>
    public ShardHold? Hold { get; init; }

    /// <summary>The dimension of a representation; null where the shard has no such.</summary>
    public int? DimensionOf(RepresentationName name) => Representations.FirstOrDefault(shape => shape.Name == name)?.Dimension;

    /// <summary>The header that comes after this one.</summary>
    public ShardHeader Next(long epoch) => this with { Epoch = epoch, Sequence = Sequence + 1, Write = NewMark() };

    /// <summary>A mark that no other change has.</summary>
    public static string NewMark() => Guid.NewGuid().ToString("N");

    /// <summary>What of the payload of a header, or of a point of the shard, is read before a write.</summary>
    public static Q.WithPayloadSelector Fields { get; } = new()
    {
        Include = new()
        {
            Fields =
            {
                PayloadNames.Tenant, PayloadNames.Shard, PayloadNames.Kind, PayloadNames.Epoch, PayloadNames.Sequence, PayloadNames.Write,
                PayloadNames.Representations, PayloadNames.Holder, PayloadNames.HeldUntil,
            },
        },
    };

    /// <summary>The payload that stands for it.</summary>
    public MapField<string, Q.Value> ToPayload(int shard)
    {
        var payload = new MapField<string, Q.Value>
        {
            [PayloadNames.Kind] = PayloadValues.Of(Kind),
            [PayloadNames.Shard] = PayloadValues.Of(shard),
            [PayloadNames.Epoch] = PayloadValues.Of(Epoch),
            [PayloadNames.Sequence] = PayloadValues.Of(Sequence),
            [PayloadNames.Write] = PayloadValues.Of(Write),
            [PayloadNames.Representations] = PayloadValues.Of(
                Representations.Select(shape => string.Create(CultureInfo.InvariantCulture, $"{shape.Name}:{shape.Dimension}"))),
        };
        if (Hold is { } hold)
        {
            payload[PayloadNames.Holder] = PayloadValues.Of(hold.Holder);
            payload[PayloadNames.HeldUntil] = PayloadValues.Of(hold.Until.ToUnixTimeMilliseconds());
        }

        return payload;
    }

    /// <summary>The header that a payload stands for.</summary>
    public static ShardHeader From(MapField<string, Q.Value> payload) => new(
        payload.Number(PayloadNames.Epoch),
        payload.Number(PayloadNames.Sequence),
        payload.Text(PayloadNames.Write),
        [.. payload.Texts(PayloadNames.Representations).Select(Shape)])
    {
        Hold = payload.TryText(PayloadNames.Holder) is { } holder
            ? new ShardHold(holder, DateTimeOffset.FromUnixTimeMilliseconds(payload.Number(PayloadNames.HeldUntil)))
            : null,
    };

    private static RepresentationShape Shape(string text)
    {
        var colon = text.LastIndexOf(':');
        return new(RepresentationName.From(text[..colon]), int.Parse(text.AsSpan(colon + 1), CultureInfo.InvariantCulture));
    }
}
