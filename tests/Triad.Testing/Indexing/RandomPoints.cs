using System.Collections.Immutable;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Modality;

namespace Triad.Testing.Indexing;

/// <summary>Points, vectors and filters drawn from a seed. Some vectors are drawn twice, so that scores tie.</summary>
public sealed class RandomPoints(int seed, int dimension)
{
    private static readonly string[] Colours = ["red", "green", "blue"];

    // A key as users make them up: what separates the parts of a path elsewhere is nothing special in it.
    private const string OddKey = "a.b[0] \"ü\"";

    private static readonly string[] Keys = ["colour", "year", "public", "tags", OddKey, "nowhere"];

    private readonly Random _random = new(seed);
    private readonly List<ReadOnlyMemory<float>> _drawn = [];

    /// <summary>Representations that points have beside those of their masks, most of them.</summary>
    public IReadOnlyList<RepresentationShape> Others { get; init; } = [];

    /// <summary>The full one and those of the masks, all of one dimension, as a fusion model stores them.</summary>
    public static IReadOnlyList<RepresentationShape> Shapes(int dimension) =>
    [
        new(RepresentationName.Full, dimension),
        .. ModalitiesExtensions.NonEmpty.Select(mask => new RepresentationShape(RepresentationName.Of(mask), dimension)),
    ];

    /// <summary>A vector of unit length.</summary>
    public float[] Vector() => Vector(dimension);

    /// <summary>A vector of unit length.</summary>
    public float[] Vector(int length)
    {
        var vector = new float[length];
        for (var i = 0; i < length; i++)
            vector[i] = (float)((_random.NextDouble() * 2) - 1);
        var norm = MathF.Sqrt(vector.Sum(x => x * x));
        return norm < 1e-3f ? Vector(length) : [.. vector.Select(x => x / norm)];
    }

    /// <summary>The points of a video: each with its full vector, those of its single modalities, and others.</summary>
    public List<VectorPoint> Video(string name, int generation, int segments)
    {
        var metadata = Metadata();
        return
        [
            .. Enumerable.Range(0, segments).Select(segment => Point(
                generation,
                segment,
                new FilterSubject(
                    VideoId.From(name),
                    new TimeRange(TimeSpan.FromSeconds(segment * 8), TimeSpan.FromSeconds((segment * 8) + 8)),
                    TimeSpan.FromSeconds(segments * 8),
                    (Modalities)_random.Next(1, 8),
                    metadata))),
        ];
    }

    /// <summary>The points of a video, and that of the video as a whole.</summary>
    public List<VectorPoint> VideoAndWhole(string name, int generation, int segments)
    {
        var points = Video(name, generation, segments);
        var mask = points.Aggregate(Modalities.None, (all, point) => all | point.Subject.Mask);
        var of = points[0].Subject;
        points.Add(Point(
            generation,
            VectorPoint.WholeVideo,
            of with { Span = new TimeRange(TimeSpan.Zero, of.VideoDuration), Mask = mask }));
        return points;
    }

    /// <summary>A filter of random conditions, nested ones among them.</summary>
    public Filter Filter(int depth = 1)
    {
        return new Filter(Conditions(2), Conditions(3), Conditions(2));

        ImmutableArray<Condition> Conditions(int most) =>
            [.. Enumerable.Range(0, _random.Next(most)).Select(_ => Condition(depth))];
    }

    private Condition Condition(int depth) => _random.Next(depth > 0 ? 8 : 7) switch
    {
        0 => Match(),
        1 => Range(),
        2 => new MetadataPresent(Keys[_random.Next(Keys.Length)]),
        3 => new MaskContains((Modalities)_random.Next(8)),
        4 => new SegmentOverlaps(new TimeRange(TimeSpan.FromSeconds(_random.Next(10)), TimeSpan.FromSeconds(10 + _random.Next(20)))),
        5 => new VideoDurationWithin(Maybe(TimeSpan.FromSeconds(_random.Next(40))), Maybe(TimeSpan.FromSeconds(_random.Next(10, 60)))),
        6 => new VideoIn([.. Enumerable.Range(0, _random.Next(4)).Select(_ => VideoId.From($"video-{_random.Next(5)}"))]),
        _ => new Nested(Filter(depth - 1)),
    };

    // Values of all kinds, also under keys that hold another kind, and none at all.
    private MetadataMatch Match()
    {
        ImmutableArray<MetadataValue> values =
        [
            MetadataValue.Of(Colours[_random.Next(3)]),
            MetadataValue.Of("größer ☂"),
            MetadataValue.Of(_random.Next(2) == 0),
            MetadataValue.Of(2000 + (_random.Next(100) / 10.0)),
            MetadataValue.Of(-0.0),
            MetadataValue.Of([Colours[_random.Next(3)], "größer ☂"]),
            MetadataValue.Of(ImmutableArray<string>.Empty),
        ];
        return new MetadataMatch(Keys[_random.Next(Keys.Length)], [.. values.Where(_ => _random.Next(3) == 0)]);
    }

    private MetadataRange Range()
    {
        var key = Keys[_random.Next(Keys.Length)];
        return _random.Next(6) switch
        {
            0 => new MetadataRange(key, null, null, null, null),
            1 => new MetadataRange(key, Bound(), null, Bound(), null),
            2 => new MetadataRange(key, null, Bound(), null, Bound()),
            3 => new MetadataRange(key, double.NegativeInfinity, double.NaN, null, double.PositiveInfinity),
            4 => new MetadataRange(key, null, double.PositiveInfinity, null, null),
            _ => new MetadataRange(key, null, Bound(), null, null),
        };

        double Bound() => _random.Next(4) == 0 ? 0 : 2000 + (_random.Next(100) / 10.0);
    }

    private TimeSpan? Maybe(TimeSpan bound) => _random.Next(3) > 0 ? bound : null;

    private VectorPoint Point(int generation, int segment, FilterSubject subject)
    {
        var mask = subject.Mask;
        return new VectorPoint(
            generation,
            segment,
            subject,
            [
                .. mask.Parts().Append(mask).Distinct().Select(part => new NamedVector(RepresentationName.Of(part), VectorOrTwin(), part == mask)),
                .. Others.Where(_ => _random.Next(4) > 0).Select(other => new NamedVector(other.Name, Vector(other.Dimension))),
            ]);
    }

    private ReadOnlyMemory<float> VectorOrTwin()
    {
        if (_drawn.Count > 0 && _random.Next(5) == 0)
            return _drawn[_random.Next(_drawn.Count)];
        _drawn.Add(Vector());
        return _drawn[^1];
    }

    private ImmutableDictionary<string, MetadataValue> Metadata()
    {
        var metadata = ImmutableDictionary.CreateBuilder<string, MetadataValue>();
        metadata["colour"] = MetadataValue.Of(Colours[_random.Next(3)]);
        metadata["year"] = MetadataValue.Of(2000 + (_random.Next(100) / 10.0));
        metadata["public"] = MetadataValue.Of(_random.Next(2) == 0);
        if (_random.Next(2) == 0)
            metadata["tags"] = MetadataValue.Of([Colours[_random.Next(3)], "größer ☂"]);
        if (_random.Next(3) == 0)
            metadata["tags"] = MetadataValue.Of(ImmutableArray<string>.Empty);
        if (_random.Next(2) == 0)
            metadata[OddKey] = _random.Next(2) == 0 ? MetadataValue.Of(0.0) : MetadataValue.Of(Colours[_random.Next(3)]);
        return metadata.ToImmutable();
    }
}
