using Qdrant.Client.Grpc;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Tests.Filters;

/// <summary>What a point of the property tests is, in plain terms.</summary>
internal sealed record Item(
    ulong Id,
    string[] Tags,
    long? Number,
    double? Rate,
    bool? IsOpen,
    DateTimeOffset? Made,
    (long A, long B)[] Parts,
    bool HasVector)
{
    public static string[] Words { get; } = ["red", "red fox", "blue", "a", "ab", "abc"];

    public static Item Draw(Random random, ulong id) => new(
        id,
        [.. Enumerable.Range(0, random.Next(4)).Select(_ => Words[random.Next(Words.Length)])],
        random.Next(3) == 0 ? null : random.Next(-2, 5),
        random.Next(3) == 0 ? null : random.Next(8) / 2.0,
        random.Next(3) == 0 ? null : random.Next(2) == 0,
        random.Next(3) == 0 ? null : DateTimeOffset.UnixEpoch.AddDays(random.Next(6)),
        [.. Enumerable.Range(0, random.Next(3)).Select(_ => ((long)random.Next(3), (long)random.Next(3)))],
        random.Next(2) == 0);

    public StoredPoint ToPoint()
    {
        var point = new StoredPoint(new PointKey(false, Id));
        if (Tags.Length > 0)
            point.Payload["tags"] = Tags;
        if (Number is { } number)
            point.Payload["number"] = number;
        if (Rate is { } rate)
            point.Payload["rate"] = rate;
        if (IsOpen is { } isOpen)
            point.Payload["open"] = isOpen;
        if (Made is { } made)
            point.Payload["made"] = made.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var parts = Parts.Select(part => new Value { StructValue = new Struct { Fields = { ["a"] = part.A, ["b"] = part.B } } });
        point.Payload["parts"] = new Value { ListValue = new ListValue { Values = { parts } } };
        if (HasVector)
            point.Vectors["v"] = new VectorData(Dense: [1]);
        return point;
    }
}
