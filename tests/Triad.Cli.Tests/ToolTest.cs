using Triad.Testing.Platform;

namespace Triad.Cli.Tests;

/// <summary>A test that runs the tool against a fake platform, in a folder of its own.</summary>
public abstract class ToolTest : IAsyncLifetime
{
    protected FakePlatform Platform { get; private set; } = null!;

    protected PlatformScript Script => Platform.Script;

    protected DirectoryInfo Folder { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Folder = Directory.CreateTempSubdirectory("triad-tool-");
        Platform = await FakePlatform.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Platform.DisposeAsync();
        Folder.Delete(recursive: true);
    }

    protected Task<ToolRun> RunAsync(params string[] arguments) => ToolRun.StartAsync(
        Folder.FullName,
        new Dictionary<string, string> { ["TRIAD_ADDRESS"] = Platform.Address.ToString(), ["TRIAD_KEY"] = "tk_id_secret" },
        arguments);

    protected string MakeFile(string name, int bytes = 5000)
    {
        var path = Path.Combine(Folder.FullName, name);
        File.WriteAllBytes(path, new byte[bytes]);
        return path;
    }

    protected void Store(params string[] ids)
    {
        foreach (var id in ids)
            Script.Videos[id] = new V1.Video { Id = id, State = V1.VideoState.Queued };
    }
}
