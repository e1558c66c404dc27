using FsCheck.Xunit;
using Qdrant.Client.Grpc;
using Triad.Doubles.Filters;
using Triad.Doubles.Payloads;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Tests.Filters;

public sealed class FilterEvaluatorTests
{
    [Property(MaxTest = 500)]
    public void Filter_OfAnyShape_PassesWhatPlainCodePasses(int seed)
    {
        var random = new Random(seed);
        var (filter, naive) = DrawnFilter.Draw(random);
        var test = new FilterEvaluator(new FieldIndexes()).Of(filter);

        for (var id = 0UL; id < 8; id++)
        {
            var item = Item.Draw(random, id);
            Assert.True(naive(item) == test(item.ToPoint()), $"{item} and {filter}");
        }
    }

    [Property]
    public void Slices_OfAnyTotal_HoldEachIdOnce(Guid uuid, ulong number, byte parts)
    {
        var total = (uint)parts + 1;
        foreach (var key in new[] { PointKey.From(new PointId { Uuid = uuid.ToString() }), PointKey.From(new PointId { Num = number }) })
            Assert.Single(Enumerable.Range(0, (int)total), index => SliceHash.Holds(key, total, (uint)index));
    }

    // Known values of SipHash-2-4 with a key of zeros.
    [Theory]
    [InlineData("", 0x1e924b9d737700d7UL)]
    [InlineData("Hello world", 0xc9e8a3021f3822d9UL)]
    public void SliceHash_OfKnownBytes_IsSipHash24(string text, ulong hash) =>
        Assert.Equal(hash, SliceHash.Of(System.Text.Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Condition_ThatIsEmpty_IsLeftOut() =>
        Assert.True(Passes(new Filter { Must = { new Condition() }, Should = { new Condition() } }));

    [Theory]
    [InlineData("quick fox", true)]
    [InlineData("fox quick", true)]
    [InlineData("fox cat", false)]
    [InlineData("Straße", true)]
    public void Text_WithAnIndex_AsksForEveryWord(string words, bool passes) =>
        Assert.Equal(passes, Passes(Match(new Match { Text = words }), Indexed()));

    [Theory]
    [InlineData("quick fox", true)]
    [InlineData("fox quick", false)]
    [InlineData("quick", true)]
    public void Phrase_WithAnIndex_AsksForTheirOrder(string words, bool passes) =>
        Assert.Equal(passes, Passes(Match(new Match { Phrase = words }), Indexed()));

    [Theory]
    [InlineData("fox cat", true)]
    [InlineData("cat", false)]
    [InlineData("fo", false)]
    public void TextAny_WithAnIndex_AsksForOneWord(string words, bool passes) =>
        Assert.Equal(passes, Passes(Match(new Match { TextAny = words }), Indexed()));

    [Fact]
    public void Text_WithoutAnIndex_IsPartOfTheText() => Assert.True(Passes(Match(new Match { Text = "k fo" })));

    [Fact]
    public void Range_OverAnIndexOfIntegers_LeavesFractionsOut()
    {
        var indexes = new FieldIndexes();
        indexes.Put(FieldIndex.From(new CreateFieldIndexCollection { FieldName = "rate", FieldType = FieldType.Integer }));
        var field = new FieldCondition { Key = "rate", Range = new Qdrant.Client.Grpc.Range { Gt = 0 } };
        var filter = new Filter { Must = { new Condition { Field = field } } };

        Assert.True(Passes(filter));
        Assert.False(Passes(filter, indexes));
    }

    [Theory]
    [InlineData("a.b", "1")]
    [InlineData("a.c[]", "2,3")]
    [InlineData("a.c[1]", "3")]
    [InlineData("a.d[].e", "4,5")]
    [InlineData("\"odd key\"", "6")]
    [InlineData("a.c.x", "")]
    public void Path_OfAPayload_FindsItsValues(string path, string values) => Assert.Equal(
        values,
        string.Join(',', PayloadPath.Parse(path).Get(Payload()).Select(value => value.IntegerValue)));

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("a[")]
    [InlineData("a[x]")]
    [InlineData("[0]")]
    public void Path_ThatIsNone_IsRefused(string path) => Assert.Throws<Grpc.Core.RpcException>(() => PayloadPath.Parse(path));

    private static Dictionary<string, Value> Payload()
    {
        Value Part(long number) => new() { StructValue = new Struct { Fields = { ["e"] = number } } };
        var inner = new Struct { Fields = { ["b"] = 1, ["c"] = new Value[] { 2, 3 } } };
        inner.Fields["d"] = new Value { ListValue = new ListValue { Values = { Part(4), Part(5) } } };
        return new Dictionary<string, Value> { ["a"] = new() { StructValue = inner }, ["odd key"] = 6 };
    }

    private static FieldIndexes Indexed()
    {
        var indexes = new FieldIndexes();
        var settings = new PayloadIndexParams
        {
            TextIndexParams = new TextIndexParams { Tokenizer = TokenizerType.Multilingual, PhraseMatching = true },
        };
        indexes.Put(FieldIndex.From(new CreateFieldIndexCollection { FieldName = "text", FieldIndexParams = settings }));
        return indexes;
    }

    private static Filter Match(Match match) =>
        new() { Must = { new Condition { Field = new FieldCondition { Key = "text", Match = match } } } };

    private static bool Passes(Filter filter, FieldIndexes? indexes = null)
    {
        var point = new StoredPoint(new PointKey(false, 1)) { Payload = { ["text"] = "The quick fox, in the Straße", ["rate"] = 1.5 } };
        return new FilterEvaluator(indexes ?? new FieldIndexes()).Of(filter)(point);
    }
}
