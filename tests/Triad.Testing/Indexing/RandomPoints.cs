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

    private readonly Random _random = new(seed);

    /// <summary>A vector of unit length.</summary>
    public float[] Vector()
    {
        var vector = new float[dimension];
        for (var i = 0; i < dimension; i++)
            vector[i] = (float)((_random.NextDouble() * 2) - 1);
        var length = MathF.Sqrt(vector.Sum(x => x * x));
        return length < 1e-3f ? Vector() : [.. vector.Select(x => x / length)];
    }

    /// <summary>All points of a video: for each segment its full representation and its single modalities.</summary>
    public List<VectorPoint> Video(TenantId tenant, string name, int generation, int segments)
    {
        var video = VideoId.From(name);
        var metadata = Metadata();
        var points = new List<VectorPoint>();
        for (var segment = 0; segment < segments; segment++)
        {
            var mask = (Modalities)_random.Next(1, 8);
            var span = new TimeRange(TimeSpan.FromSeconds(segment * 8), TimeSpan.FromSeconds((segment * 8) + 8));
            var subject = new FilterSubject(video, span, TimeSpan.FromSeconds(segments * 8), mask, metadata);
            foreach (var representation in mask.Parts().Append(mask).Distinct())
            {
                points.Add(new VectorPoint(
                    PointId.Of(tenant, video, generation, segment, representation),
                    generation,
                    segment,
                    representation,
                    representation == mask,
                    points.Count > 0 && _random.Next(5) == 0 ? points[_random.Next(points.Count)].Vector : Vector(),
                    subject));
            }
        }

        return points;
    }

    /// <summary>All points of a video, and those of the video as a whole.</summary>
    public List<VectorPoint> VideoAndWhole(TenantId tenant, string name, int generation, int segments)
    {
        var points = Video(tenant, name, generation, segments);
        var mask = points.Aggregate(Modalities.None, (all, point) => all | point.Representation);
        var of = points[0].Subject;
        var subject = of with { Span = new TimeRange(TimeSpan.Zero, of.VideoDuration), Mask = mask };
        points.AddRange(mask.Parts().Append(mask).Distinct().Select(representation => new VectorPoint(
            PointId.Of(tenant, subject.Video, generation, VectorPoint.WholeVideo, representation),
            generation,
            VectorPoint.WholeVideo,
            representation,
            representation == mask,
            _random.Next(5) == 0 ? points[_random.Next(points.Count)].Vector : Vector(),
            subject)));
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
        0 => new MetadataMatch("colour", [MetadataValue.Of(Colours[_random.Next(3)])]),
        1 => new MetadataRange("year", null, 2000 + _random.Next(10), null, null),
        2 => new MetadataPresent("tags"),
        3 => new MaskContains((Modalities)_random.Next(1, 8)),
        4 => new SegmentOverlaps(new TimeRange(TimeSpan.FromSeconds(_random.Next(10)), TimeSpan.FromSeconds(10 + _random.Next(20)))),
        5 => new VideoDurationWithin(TimeSpan.FromSeconds(_random.Next(40)), null),
        6 => new VideoIn([VideoId.From("video-0"), VideoId.From($"video-{_random.Next(5)}")]),
        _ => new Nested(Filter(depth - 1)),
    };

    private ImmutableDictionary<string, MetadataValue> Metadata()
    {
        var metadata = ImmutableDictionary.CreateBuilder<string, MetadataValue>();
        metadata["colour"] = MetadataValue.Of(Colours[_random.Next(3)]);
        metadata["year"] = MetadataValue.Of(2000 + (_random.Next(100) / 10.0));
        metadata["public"] = MetadataValue.Of(_random.Next(2) == 0);
        if (_random.Next(2) == 0)
            metadata["tags"] = MetadataValue.Of([Colours[_random.Next(3)], "größer ☂"]);
        return metadata.ToImmutable();
    }
}
