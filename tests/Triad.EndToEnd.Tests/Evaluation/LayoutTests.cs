using System.Diagnostics;
using System.Text.Json;

namespace Triad.EndToEnd.Tests.Evaluation;

/// <summary>Small data sets as AudioCaps, Clotho, COCO and Karpathy's splits of it are published, measured with packages of several kinds.</summary>
public sealed class LayoutTests : IDisposable
{
    private const int Captions = 5;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-layouts-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("audiocaps", "t->a", "a->t")]
    [InlineData("clotho", "t->a", "a->t")]
    [InlineData("coco", "t->v", "v->t")]
    [InlineData("karpathy", "t->v", "v->t")]
    public async Task Retrieval_OfAFusionPackage_AsksWhatTheItemsHave(string layout, string there, string back)
    {
        var report = await MeasureAsync(layout, Path.Combine(Checkout.Models, "triad-mini"));

        AssertAsked(report, there, back);
        Assert.Empty(report.GetProperty("turned").EnumerateArray());
    }

    [Theory]
    [InlineData("clip", "coco", "t->v", "v->t")]
    [InlineData("clap", "clotho", "t->a", "a->t")]
    [InlineData("pe_av", "audiocaps", "t->a", "a->t")]
    [InlineData("embeddinggemma2", "karpathy", "t->v", "v->t")]
    public async Task Retrieval_OfAModelThatStoresNoCaptions_ReadsTheirScoresBothWays(string family, string layout, string there, string back)
    {
        var report = await MeasureAsync(layout, await ImportAsync(family));

        AssertAsked(report, there, back);
        Assert.Equal([back], report.GetProperty("turned").EnumerateArray().Select(name => name.GetString()));
    }

    private static void AssertAsked(JsonElement report, string there, string back)
    {
        Assert.Equal((3, 3 * Captions), (report.GetProperty("pool").GetInt32(), report.GetProperty("captions").GetInt32()));
        Assert.Empty(report.GetProperty("not_ingested").EnumerateArray());
        var directions = report.GetProperty("directions");
        Assert.Equal([there, back], directions.EnumerateObject().Select(direction => direction.Name));
        Assert.Equal((3 * Captions, 0), Counts(directions.GetProperty(there)));
        Assert.Equal((3, 0), Counts(directions.GetProperty(back)));
        Assert.Equal(6, report.GetProperty("unavailable").EnumerateObject().Count());

        static (int Queries, int NotFound) Counts(JsonElement figures) => (figures.GetProperty("queries").GetInt32(), figures.GetProperty("not_found").GetInt32());
    }

    private async Task<JsonElement> MeasureAsync(string layout, string package)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "triad.dll"), "eval", "retrieval", "--manifest", Write(layout), "--model", package, "--json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TRIAD_SERVER"] = Path.Combine(AppContext.BaseDirectory, "Triad.Server.dll");
        start.Environment["TRIAD_ROOT"] = Checkout.Root;
        using var tool = Process.Start(start)!;
        var errors = tool.StandardError.ReadToEndAsync();
        var output = await tool.StandardOutput.ReadToEndAsync();
        await tool.WaitForExitAsync();
        Assert.True(tool.ExitCode == 0, output + await errors);
        return JsonDocument.Parse(output).RootElement;
    }

    private async Task<string> ImportAsync(string family)
    {
        var source = Path.Combine(Checkout.Root, "..", "shared", "golden", "hf", family);
        Assert.SkipUnless(Directory.Exists(source), "The reference results ../shared/golden are not on this machine.");
        var package = Path.Combine(_folder.FullName, "models", family);
        using var output = new StringWriter();
        var code = await Cli.TriadTool.RunAsync(
            ["model", "import", source, "--out", package], new System.CommandLine.InvocationConfiguration { Output = output, Error = output });
        Assert.True(code == 0, output.ToString());
        return package;
    }

    private string Write(string layout) => layout switch
    {
        "audiocaps" => Text(
            "test.csv",
            ["audiocap_id,youtube_id,start_time,caption", .. Sounds.SelectMany((sound, item) => Words(item).Select((words, number) => $"{(item * Captions) + number},{Add(sound, $"Yid{item}.wav")},{item * 10},\"{words}\""))]),
        "clotho" => Text(
            "clotho_captions_evaluation.csv",
            ["file_name,caption_1,caption_2,caption_3,caption_4,caption_5", .. Sounds.Select((sound, item) => $"{Add(sound, $"a sound, {item}.wav", quoted: true)},{string.Join(',', Words(item).Select(words => $"\"{words}\""))}")]),
        "coco" => Json("captions_val2017.json", new
        {
            images = Pictures.Select((picture, item) => new { id = item + 139, file_name = Add(picture, $"{item:000000000000}.png", ending: true) }).ToArray(),
            annotations = Enumerable.Range(0, 3).SelectMany(item => Words(item).Append("a sixth caption").Select(words => new { image_id = item + 139, id = item, caption = words })).ToArray(),
        }),
        _ => Json("dataset_coco.json", new
        {
            dataset = "coco",
            images = Pictures.Select((picture, item) => new
            {
                filename = Add(picture, $"COCO_val2014_{item}.png", ending: true),
                split = "test",
                sentences = Words(item).Append("a sixth caption").Select(words => new { raw = words }).ToArray(),
            }).Append(new { filename = "other.png", split = "train", sentences = new[] { new { raw = "a dog" } } }).ToArray(),
        }),
    };

    private static string[] Sounds => ["013.wav", "020.wav", "064.wav"];

    private static string[] Pictures => ["001.png", "004.png", "009.png"];

    private static IEnumerable<string> Words(int item) => Enumerable.Range(0, Captions).Select(number => $"a red ball bounces {item} times, {number}");

    /// <summary>Puts a file of the samples beside the captions; what the data set calls it.</summary>
    private string Add(string sample, string name, bool quoted = false, bool ending = false)
    {
        File.Copy(Path.Combine(Checkout.Samples, "queries", sample), Path.Combine(_folder.FullName, name), overwrite: true);
        return quoted ? $"\"{name}\"" : ending ? name : Path.GetFileNameWithoutExtension(name)[1..];
    }

    private string Text(string name, string[] lines)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    private string Json(string name, object content) => Text(name, [JsonSerializer.Serialize(content)]);
}
