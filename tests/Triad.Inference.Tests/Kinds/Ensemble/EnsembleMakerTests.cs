using System.Text.Json.Nodes;
using Triad.Core.Errors;
using Triad.Inference.Hub;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.Ensemble;

public sealed class EnsembleMakerTests
{
    public static TheoryData<string, string> Damages => new()
    {
        { "{\"weights\": {\"tri\": 1}}", "weights.words: is missing" },
        { "{\"weights\": {\"tri\": 1, \"words\": 0}}", "weights.words: is 0, not a number from 0.001 to 1000" },
        { "{\"weights\": {\"tri\": 1, \"words\": 1, \"third\": 1}}", "weights.third: is not a field" },
        { "{\"priors\": {\"other.v\": {\"t\": [0, 0.1]}}}", "priors.other.v: is not stored by any member" },
        { "{\"priors\": {\"tri.v\": {\"x\": [0, 0.1]}}}", "priors.tri.v.x: is no kind of query" },
        { "{\"priors\": {\"tri.v\": {\"t\": [0, 0]}}}", "priors.tri.v.t: has no deviation above 0" },
        { "{\"reads_names\": \"yes\"}", "reads_names: is \"yes\"" },
    };

    [Fact]
    public async Task Make_OfTwoPackages_IsOneThatIsInspected()
    {
        using var folder = await EnsembleFolder.MakeAsync();

        var made = (await folder.MakeAsync(new EnsembleChoice("tri", folder.Tiny, 1), new EnsembleChoice("words", folder.Encoder, 0.5))).Value;

        Assert.Equal(["tri.t", "tri.v", "tri.a", "words.t"], made.Representations);
        Assert.StartsWith("both@", made.Space, StringComparison.Ordinal);
        Assert.True((await folder.LoadAsync()).IsOk);
    }

    [Fact]
    public async Task Make_OfTheSamePackages_IsTheSameSpace()
    {
        using var folder = await EnsembleFolder.MakeAsync();
        using var other = await EnsembleFolder.MakeAsync();

        var spaces = new List<string>();
        foreach (var one in new[] { folder, other })
            spaces.Add((await one.MakeAsync(new EnsembleChoice("tri", one.Tiny, 1), new EnsembleChoice("words", one.Encoder, 0.5))).Value.Space);

        Assert.Single(spaces.Distinct());
    }

    [Fact]
    public async Task Make_OfWhatCannotGoTogether_IsRefusedAndLeavesNothing()
    {
        using var folder = await EnsembleFolder.MakeAsync();
        var (tiny, words) = (new EnsembleChoice("tri", folder.Tiny, 1), new EnsembleChoice("words", folder.Encoder, 1));
        await folder.MakeAsync("inner", tiny, words);
        var longest = new string('a', 60);

        await AssertRefused("is given 1 times", tiny);
        await AssertRefused("names 'tri' twice", tiny, words with { Name = "tri" });
        await AssertRefused("names 'No Name'", tiny, words with { Name = "No Name" });
        await AssertRefused("the weight 0", tiny, words with { Weight = 0 });
        await AssertRefused("the weight NaN", tiny, words with { Weight = double.NaN });
        await AssertRefused("where there is no package", tiny, words with { Package = folder.Models });
        await AssertRefused("is an ensemble itself", tiny, words with { Package = Path.Combine(folder.Models, "inner") });
        await AssertRefused("too long", tiny with { Name = longest + "abc" }, words);

        async Task AssertRefused(string message, params EnsembleChoice[] members)
        {
            var refused = await folder.MakeAsync("refused", members);
            Assert.Contains(message, refused.Error?.Message, StringComparison.Ordinal);
            Assert.NotNull(refused.Error?.Remedy);
            Assert.False(Path.Exists(Path.Combine(folder.Models, "refused")));
        }
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Load_WithAWrongField_IsRefusedByIt(string change, string message)
    {
        using var folder = await EnsembleFolder.MakeAsync();
        (await folder.StartAsync()).Dispose();
        folder.Edit(manifest =>
        {
            foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
                manifest[name] = value!.DeepClone();
        });

        var refused = await folder.LoadAsync();

        Assert.Equal(ErrorReason.ModelUnavailable, refused.Error?.Reason);
        Assert.Contains(message, refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_WithAMemberThatIsDamaged_IsRefusedAsAWhole()
    {
        using var folder = await EnsembleFolder.MakeAsync();
        (await folder.StartAsync()).Dispose();
        var graph = Path.Combine(folder.Models, "both", "members", "words", "model.onnx");
        var bytes = await File.ReadAllBytesAsync(graph);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(graph, bytes);

        var refused = await folder.LoadAsync();

        Assert.Equal(ErrorReason.ModelUnavailable, refused.Error?.Reason);
        Assert.Contains("members/words/model.onnx", refused.Error!.Message, StringComparison.Ordinal);
    }
}
