using Google.Protobuf.WellKnownTypes;
using Qdrant.Client.Grpc;
using Range = Qdrant.Client.Grpc.Range;

namespace Triad.Doubles.Tests.Filters;

/// <summary>A filter drawn by chance, as a message and as plain code over the items.</summary>
internal static class DrawnFilter
{
    private const int Deepest = 3;

    public static (Filter Filter, Predicate<Item> Naive) Draw(Random random, int depth = 0)
    {
        var (must, mustNot) = (Conditions(random, depth), Conditions(random, depth));
        var (should, some) = (Conditions(random, depth), Conditions(random, depth));
        var filter = new Filter();
        filter.Must.Add(must.Select(each => each.Condition));
        filter.MustNot.Add(mustNot.Select(each => each.Condition));
        filter.Should.Add(should.Select(each => each.Condition));
        var fewest = random.Next(1, 3);
        if (some.Count > 0)
            filter.MinShould = new MinShould { MinCount = (ulong)fewest, Conditions = { some.Select(each => each.Condition) } };
        return (filter, item => must.TrueForAll(each => each.Naive(item))
            && !mustNot.Exists(each => each.Naive(item))
            && (should.Count == 0 || should.Exists(each => each.Naive(item)))
            && (some.Count == 0 || some.Count(each => each.Naive(item)) >= fewest));
    }

    private static List<(Condition Condition, Predicate<Item> Naive)> Conditions(Random random, int depth) =>
        [.. Enumerable.Range(0, random.Next(depth == 0 ? 3 : 2)).Select(_ => Draw(random, depth, random.Next(depth < Deepest ? 16 : 15)))];

    private static (Condition Condition, Predicate<Item> Naive) Draw(Random random, int depth, int kind)
    {
        var word = Item.Words[random.Next(Item.Words.Length)];
        var number = (long)random.Next(-2, 5);
        var day = DateTimeOffset.UnixEpoch.AddDays(random.Next(6));
        switch (kind)
        {
            case 0:
                return (Field("tags", new Match { Keyword = word }), item => item.Tags.Contains(word));
            case 1:
                var either = new RepeatedStrings { Strings = { word, "none" } };
                return (Field("tags", new Match { Keywords = either }), item => item.Tags.Contains(word));
            case 2:
                var others = new RepeatedStrings { Strings = { word } };
                return (Field("tags", new Match { ExceptKeywords = others }), item => item.Tags.Any(tag => tag != word));
            case 3:
                return (
                    Field("tags", new Match { Prefix = word }),
                    item => item.Tags.Any(tag => tag.StartsWith(word, StringComparison.Ordinal)));
            case 4:
                return (
                    Field("tags", new Match { Text = word }),
                    item => item.Tags.Any(tag => tag.Contains(word, StringComparison.Ordinal)));
            case 5:
                var count = random.Next(4);
                return (
                    new Condition { Field = new FieldCondition { Key = "tags", ValuesCount = new ValuesCount { Gte = (ulong)count } } },
                    item => item.Tags.Length >= count);
            case 6:
                return (Field("number", new Match { Integer = number }), item => item.Number == number);
            case 7:
                var not = new RepeatedIntegers { Integers = { number } };
                return (Field("number", new Match { ExceptIntegers = not }), item => item.Number is { } own && own != number);
            case 8:
                return (
                    new Condition { Field = new FieldCondition { Key = "rate", Range = new Range { Gt = number, Lte = number + 1.5 } } },
                    item => item.Rate > number && item.Rate <= number + 1.5);
            case 9:
                return (Field("open", new Match { Boolean = true }), item => item.IsOpen == true);
            case 10:
                var end = day.AddDays(2);
                var range = new DatetimeRange { Gte = Timestamp.FromDateTimeOffset(day), Lt = Timestamp.FromDateTimeOffset(end) };
                return (
                    new Condition { Field = new FieldCondition { Key = "made", DatetimeRange = range } },
                    item => item.Made >= day && item.Made < end);
            case 11:
                return (new Condition { IsEmpty = new IsEmptyCondition { Key = "parts" } }, item => item.Parts.Length == 0);
            case 12:
                var ids = new[] { (ulong)random.Next(8), (ulong)random.Next(8) };
                return (
                    new Condition { HasId = new HasIdCondition { HasId = { ids.Select(id => new PointId { Num = id }) } } },
                    item => ids.Contains(item.Id));
            case 13:
                return (new Condition { HasVector = new HasVectorCondition { HasVector = "v" } }, item => item.HasVector);
            case 14:
                var (a, b) = ((long)random.Next(3), (long)random.Next(3));
                var inner = new Filter { Must = { Field("a", new Match { Integer = a }) } };
                inner.MustNot.Add(Field("b", new Match { Integer = b }));
                return (
                    new Condition { Nested = new NestedCondition { Key = "parts", Filter = inner } },
                    item => item.Parts.Any(part => part.A == a && part.B != b));
            default:
                var (filter, naive) = Draw(random, depth + 1);
                return (new Condition { Filter = filter }, naive);
        }
    }

    private static Condition Field(string key, Match match) => new() { Field = new FieldCondition { Key = key, Match = match } };
}
