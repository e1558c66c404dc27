using System.Diagnostics;
using System.Text.Json;

namespace Triad.EndToEnd.Tests.Evaluation;

public sealed class EvalTests : IDisposable
{
    private const string Journal = "journal.jsonl";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-eval-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Retrieval_KilledWhileItPutsClipsIn_GoesOnWhereItStopped()
    {
        var manifest = WriteManifest("sample-00.mp4", "sample-01.mp4", "sample-02.mp4", "sample-03.mp4", "broken.mp4", "missing.mp4");
        var work = Path.Combine(_folder.FullName, "run");
        string[] arguments = ["retrieval", "--manifest", manifest, "--work", work, "--parallel", "1", "--direction", "t->va", "--direction", "va->t"];
        using (var first = Start(arguments))
        {
            await LinesAsync(Path.Combine(work, Journal), 4);
            first.Kill();
            await first.WaitForExitAsync();
        }

        var before = File.ReadLines(Path.Combine(work, Journal)).ToList();
        var (code, report) = await RunAsync([.. arguments, "--resume"]);

        Assert.True(code == 0, report.ToString());
        Assert.Equal(6, report.GetProperty("pool").GetInt32());
        Assert.Equal(["broken.mp4", "missing.mp4"], report.GetProperty("not_ingested").EnumerateArray().Select(name => name.GetString()));
        Assert.Contains("MEDIA_", report.GetProperty("problems").GetProperty("broken.mp4").GetString(), StringComparison.Ordinal);
        foreach (var direction in (string[])["t->va", "va->t"])
        {
            // Four are in the pool, and this model finds each of them; the other two count as wrong.
            var figures = report.GetProperty("directions").GetProperty(direction);
            Assert.Equal((6, 2), (figures.GetProperty("queries").GetInt32(), figures.GetProperty("not_found").GetInt32()));
            Assert.Equal(4 / 6.0, figures.GetProperty("r50").GetDouble(), 9);
            Assert.Equal(4 / 6.0, figures.GetProperty("r1").GetDouble(), 9);
        }

        var after = File.ReadLines(Path.Combine(work, Journal)).ToList();
        Assert.Equal(before.Where(line => line.EndsWith('}')), after.Take(before.Count(line => line.EndsWith('}'))));
        Assert.Equal(after.Count, after.Distinct().Count());
    }

    [Fact]
    public async Task Retrieval_OfAFreshWorld_IsTheSameThroughThePlatformAndOffline()
    {
        PyTorch.SkipWhereMissing();
        var world = Path.Combine(_folder.FullName, "world");
        await RenderAsync(world, count: 6);
        File.WriteAllText(Path.Combine(world, "broken.mp4"), "no media");
        File.AppendAllText(Path.Combine(world, "manifest.jsonl"), """{"file": "broken.mp4", "captions": ["a red ball"]}""" + "\n");

        var (code, report) = await RunAsync(["retrieval", "--manifest", Path.Combine(world, "manifest.jsonl"), "--compare", "--captions", "all"]);

        Assert.True(code == 0, report.ToString());
        var offline = report.GetProperty("offline");
        var agreement = offline.GetProperty("agreement");
        Assert.True(agreement.GetProperty("agrees").GetBoolean());
        Assert.InRange(agreement.GetProperty("min_cosine").GetDouble(), 0.9999, 1.0001);
        Assert.Equal(["a", "query t", "t", "v", "va"], agreement.GetProperty("cosines").EnumerateObject().Select(kind => kind.Name));
        Assert.Equal(19, agreement.GetProperty("cosines").GetProperty("t").GetProperty("vectors").GetInt32());
        Assert.Equal(["broken.mp4"], offline.GetProperty("not_embedded").EnumerateObject().Select(item => item.Name));

        // Text asks of all three targets, and what is broken asks of nothing else.
        Assert.Equal((3 * 19) + (5 * 6), agreement.GetProperty("rankings").GetInt32());
        foreach (var direction in report.GetProperty("directions").EnumerateObject())
            Assert.Equal(direction.Value.GetProperty("meanr").GetDouble(), offline.GetProperty("directions").GetProperty(direction.Name).GetProperty("meanr").GetDouble(), 9);
        Assert.InRange(report.GetProperty("directions").GetProperty("t->va").GetProperty("r5").GetDouble(), 0.8, 18 / 19.0);
    }

    private static async Task<(int Code, JsonElement Report)> RunAsync(string[] arguments)
    {
        using var tool = Start(arguments);
        var errors = tool.StandardError.ReadToEndAsync();
        var output = await tool.StandardOutput.ReadToEndAsync();
        await tool.WaitForExitAsync();
        Assert.True(output.Length > 0, await errors);
        return (tool.ExitCode, JsonDocument.Parse(output).RootElement);
    }

    private static Process Start(string[] arguments)
    {
        string[] command = [Path.Combine(AppContext.BaseDirectory, "triad.dll"), "eval", .. arguments, "--json", "--model", Path.Combine(Checkout.Models, "triad-mini")];
        var start = new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Checkout.Root };
        start.Environment["TRIAD_SERVER"] = Path.Combine(AppContext.BaseDirectory, "Triad.Server.dll");
        start.Environment["TRIAD_ROOT"] = Checkout.Root;
        if (PyTorch.Interpreter is { } python)
            start.Environment["TRIAD_PYTHON"] = python;
        return Process.Start(start)!;
    }

    private static async Task RenderAsync(string folder, int count)
    {
        var start = new ProcessStartInfo(PyTorch.Interpreter!, ["-m", "training.world", "--seed", "90210", "--count", $"{count}", "--out", folder])
        {
            WorkingDirectory = Checkout.Root,
        };
        using var world = Process.Start(start)!;
        await world.WaitForExitAsync();
        Assert.Equal(0, world.ExitCode);
    }

    /// <summary>A folder of samples, a file that is no media, and one that is not there, each with the first caption of a sample.</summary>
    private string WriteManifest(params string[] files)
    {
        var captions = File.ReadLines(Path.Combine(Checkout.Samples, "manifest.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("captions")[0].GetString());
        foreach (var file in files.Where(file => file.StartsWith("sample-", StringComparison.Ordinal)))
            File.Copy(Path.Combine(Checkout.Samples, file), Path.Combine(_folder.FullName, file));
        File.WriteAllText(Path.Combine(_folder.FullName, "broken.mp4"), "no media");
        var path = Path.Combine(_folder.FullName, "manifest.jsonl");
        File.WriteAllLines(path, files.Zip(captions, (file, caption) => JsonSerializer.Serialize(new { file, captions = new[] { caption } })));
        return path;
    }

    /// <summary>Waits until a file has so many lines.</summary>
    private static async Task LinesAsync(string path, int count)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var there = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(path)!, Path.GetFileName(path)) { EnableRaisingEvents = true };
        watcher.Changed += (_, _) => Look();
        watcher.Created += (_, _) => Look();
        Look();
        await there.Task.WaitAsync(Patience);

        void Look()
        {
            if (File.Exists(path) && File.ReadAllBytes(path).Count(letter => letter == '\n') >= count)
                there.TrySetResult();
        }
    }
}
