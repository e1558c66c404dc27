using Grpc.Core;
using Triad.Testing.Platform;

namespace Triad.Cli.Tests.Evaluation;

public sealed class EvalCommandTests : ToolTest
{
    private string MakeManifest()
    {
        var path = Path.Combine(Folder.FullName, "manifest.jsonl");
        File.WriteAllLines(path, Enumerable.Range(0, 3).Select(index => $$"""{"file": "{{index}}.mp4", "captions": ["caption {{index}}", "another"], "label": "{{(index == 2 ? "b" : "a")}}"}"""));
        foreach (var index in Enumerable.Range(0, 3))
            MakeFile($"{index}.mp4");
        return path;
    }

    [Fact]
    public async Task Retrieval_StoppedByThePlatform_GoesOnWithoutPuttingAnythingInAgain()
    {
        string[] arguments = ["eval", "retrieval", "--running", "--manifest", MakeManifest(), "--work", "run", "--direction", "t->va", "--parallel", "1", "--json"];
        Script.FailNext("Search", new RpcException(new Status(StatusCode.PermissionDenied, "no")));

        var stopped = await RunAsync(arguments);
        var uploads = Script.Uploads.Count;
        var resumed = await RunAsync([.. arguments, "--resume"]);

        Assert.Equal(1, stopped.ExitCode);
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.Equal((3, 3), (uploads, Script.Uploads.Count));
        Assert.Single(Script.Tenants);

        // The platform answers every query with the items in their order.
        var figures = resumed.Json.GetProperty("directions").GetProperty("t->va");
        Assert.Equal((3, 1 / 3.0, 1, 2, 2), (figures.GetProperty("queries").GetInt32(), figures.GetProperty("r1").GetDouble(), figures.GetProperty("r5").GetDouble(),
            figures.GetProperty("medr").GetDouble(), figures.GetProperty("meanr").GetDouble()));
        Assert.Empty(Script.Videos);
    }

    [Fact]
    public async Task Retrieval_ToTextWithAllCaptions_TakesTheBestRankedOfAnItem()
    {
        var run = await RunAsync("eval", "retrieval", "--running", "--manifest", MakeManifest(), "--captions", "all", "--direction", "va->t", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(6, run.Json.GetProperty("captions").GetInt32());
        Assert.Equal(9, Script.Uploads.Count);
        Assert.Equal(6, Script.Uploads.Count(upload => upload.Captions.Count == 1));

        // Captions 0 and 1 are item 0's, and so on; hits come in the order captioned-0 ... captioned-5: ranks 1, 3, 5.
        var figures = run.Json.GetProperty("directions").GetProperty("va->t");
        Assert.Equal((3, 3), (figures.GetProperty("queries").GetInt32(), figures.GetProperty("meanr").GetDouble()));
    }

    [Fact]
    public async Task Retrieval_ItemsThatFailed_AreNamedAndWrong()
    {
        Script.Outcome = V1.VideoState.Failed;

        var run = await RunAsync("eval", "retrieval", "--running", "--manifest", MakeManifest(), "--direction", "v->a", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(3, run.Json.GetProperty("not_ingested").GetArrayLength());
        Assert.Contains("MEDIA_CORRUPT", run.Json.GetProperty("problems").GetProperty("0.mp4").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, run.Json.GetProperty("directions").GetProperty("v->a").GetProperty("r50").GetDouble());
        Assert.Equal(0, Script.CountOf("Search"));
    }

    [Fact]
    public async Task Classify_AgainstAPlatform_AsksForEveryLabelOnce()
    {
        File.WriteAllText(Path.Combine(Folder.FullName, "labels.txt"), "a\nb\tthe second\n");

        var run = await RunAsync("eval", "classify", "--running", "--manifest", MakeManifest(), "--labels", "labels.txt", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(["a video of a", "a video of the second"], Script.Searches.Where(search => search.Options.PageToken.Length == 0).Select(search => search.Query.Parts[0].Text));

        // Both labels score the same for every item: half a rank each.
        var figures = run.Json.GetProperty("figures");
        Assert.Equal((3, 0, 1), (figures.GetProperty("items").GetInt32(), figures.GetProperty("top1").GetDouble(), figures.GetProperty("top5").GetDouble()));
        Assert.Equal(2, figures.GetProperty("classes").GetProperty("a").GetProperty("items").GetInt32());
    }

    [Theory]
    [InlineData("--resume", "--work")]
    [InlineData("--offline --compare", "--offline")]
    [InlineData("--captions some", "--captions")]
    [InlineData("--layout lsmdc", "--layout")]
    [InlineData("--direction ta->v", "--direction")]
    [InlineData("--videos nowhere", "--videos")]
    public async Task Retrieval_WrongOptions_NameTheOption(string options, string field)
    {
        var run = await RunAsync(["eval", "retrieval", "--manifest", MakeManifest(), .. options.Split(' '), "--json"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(field, run.Json.GetProperty("error").GetProperty("field").GetString());
        Assert.True(run.Json.GetProperty("error").TryGetProperty("remedy", out _));
    }

    [Fact]
    public async Task Retrieval_MalformedManifest_NamesLineFieldValueAndRemedy()
    {
        var path = MakeManifest();
        await File.AppendAllTextAsync(path, "{\"file\": 7}\n");

        var run = await RunAsync("eval", "retrieval", "--manifest", path, "--json");

        var error = run.Json.GetProperty("error");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("line 4", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(("file", "7"), (error.GetProperty("field").GetString(), error.GetProperty("value").GetString()));
        Assert.Contains("\"file\"", error.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }
}
