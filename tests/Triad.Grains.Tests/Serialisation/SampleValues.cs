using System.Collections.Immutable;
using System.Reflection;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Modality;
using Triad.Core.Quotas;
using Triad.Core.Scores;

namespace Triad.Grains.Tests.Serialisation;

/// <summary>Makes a value of any type that crosses or is stored, the same in every run, and nothing in it the default of its type.</summary>
internal sealed class SampleValues
{
    private static readonly PointId Point = new(new Guid("5c1a5a3e-4f0b-4d0e-9f5e-7d1f3b0a9c42"));

    private static readonly Error Problem =
        Error.Invalid("query.parts", "x", "is wrong", "Ask otherwise.") with
        {
            RetryAfter = TimeSpan.FromSeconds(2),
            Quota = new QuotaUse(QuotaNames.Videos, 7, 5, TimeSpan.FromSeconds(1)),
        };

    private static readonly Dictionary<Type, object> OfCore = new()
    {
        [typeof(TenantId)] = TenantId.From("acme"),
        [typeof(PlanId)] = PlanId.From("gold"),
        [typeof(VideoId)] = VideoId.From("clip-1"),
        [typeof(ApiKeyId)] = ApiKeyId.From("abcdefghijklmnop"),
        [typeof(SpaceId)] = SpaceId.From("triad-mini@0123456789abcdef"),
        [typeof(PointId)] = Point,
        [typeof(ScoreScale)] = new ScoreScale(0.25, 0.125, 2),
        [typeof(ScoreMoments)] = new ScoreMoments(7, 0.5, 0.75),
        [typeof(ScoreCursor)] = new ScoreCursor(0.5f, Point),
        [typeof(MetadataValue)] = MetadataValue.Of(["one", "two"]),
        [typeof(Error)] = Problem,
        [typeof(Result)] = Result.Fail(Problem),
        [typeof(Result<long>)] = Result<long>.Ok(7),
        [typeof(Filter)] = AllConditions(),
        [typeof(MediaNotice)] = new MediaNotice(NoticeReason.TimeGap, "There is nothing.", "None is needed.")
        {
            Span = new TimeRange(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(3000)),
            Stream = new NoticeStream(1, "audio", "aac"),
        },
    };

    private int _last;

    /// <summary>A value of a type.</summary>
    public static object Of(Type type) => new SampleValues().Make(type, type.Name);

    /// <summary>A filter with every condition that there is.</summary>
    public static Filter AllConditions() => new(
        [
            new MetadataMatch("camera", [MetadataValue.Of("left"), MetadataValue.Of(["a", "b"])]),
            new MetadataRange("year", 1990, null, null, double.PositiveInfinity),
            new VideoIn([VideoId.From("clip-1")]),
        ],
        [new SegmentOverlaps(new TimeRange(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(9))), new VideoDurationWithin(TimeSpan.FromSeconds(3), null)],
        [new Nested(new Filter([new MaskContains(Modalities.Audio)], [], [new MetadataPresent("draft")]))]);

    private object Make(Type type, string name)
    {
        if (OfCore.TryGetValue(type, out var known))
            return known;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Make(underlying, name);
        if (type.IsEnum)
            return Enum.GetValues(type).Cast<object>().Last();
        var number = ++_last;
        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => $"{name} {number}",
            TypeCode.Boolean => true,
            TypeCode.Byte => (byte)number,
            TypeCode.Int32 => number,
            TypeCode.Int64 => number * 1_000_000_007L,
            TypeCode.Single => number + 0.5f,
            TypeCode.Double => number + 0.25,
            TypeCode.Decimal => number + 0.125m,
            _ when type == typeof(Guid) => new Guid(number, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
            _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(number),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero).AddSeconds(number),
            _ when type.IsGenericType => MakeCollection(type, name),
            _ => MakeObject(type),
        };
    }

    private object MakeCollection(Type type, string name)
    {
        var arguments = type.GetGenericArguments();
        if (type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return Generic(nameof(One), arguments).Invoke(null, [Make(arguments[0], name)])!;
        return type.GetGenericTypeDefinition() == typeof(ImmutableDictionary<,>)
            ? Generic(nameof(Pair), arguments).Invoke(null, [Make(arguments[0], name), Make(arguments[1], name)])!
            : MakeObject(type);
    }

    private object MakeObject(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(candidate => candidate.GetParameters().Length).FirstOrDefault();
        var parameters = constructor?.GetParameters() ?? [];
        var made = constructor is null
            ? Activator.CreateInstance(type)!
            : constructor.Invoke([.. parameters.Select(parameter => Make(parameter.ParameterType, parameter.Name!))]);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property.CanWrite && !parameters.Any(parameter => parameter.Name == property.Name))
                property.SetValue(made, Make(property.PropertyType, property.Name));
        return made;
    }

    private static MethodInfo Generic(string name, Type[] arguments) =>
        typeof(SampleValues).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(arguments);

    private static ImmutableArray<T> One<T>(T item) => [item];

    private static ImmutableDictionary<TKey, TValue> Pair<TKey, TValue>(TKey key, TValue value)
        where TKey : notnull => ImmutableDictionary<TKey, TValue>.Empty.Add(key, value);
}
