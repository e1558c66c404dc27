using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Errors;
using Triad.Inference.Hosting;
using Triad.Inference.Hub;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>A copy of a folder of the hub, to be damaged and imported, with a models folder beside it.</summary>
internal sealed class HubCopy : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("triad-hub-");
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
        .AddTriadInference()
        .BuildServiceProvider();

    public HubCopy(string source)
    {
        Models = _root.CreateSubdirectory("models").FullName;
        Folder = _root.CreateSubdirectory("hub").FullName;
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, File.ReadAllBytes(file));
        }
    }

    public static string MiniLm => Path.Combine(TestFolders.Data, "hub", "minilm");

    public static string Weather => Path.Combine(TestFolders.Data, "hub", "weather");

    public static string Faulty => Path.Combine(TestFolders.Data, "hub", "faulty");

    public string Folder { get; }

    public string Models { get; }

    public string PathOf(string file) => Path.Combine(Folder, file);

    public void Edit(string file, Action<JsonNode> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(PathOf(file)))!;
        change(json);
        File.WriteAllText(PathOf(file), json.ToJsonString());
    }

    public Task<Result<ImportedModel>> ImportAsync(string id = "encoder", HubVariant variant = HubVariant.Fp32) =>
        _services.GetRequiredService<IModelImporter>().ImportAsync(Folder, Path.Combine(Models, id), variant, CancellationToken.None);

    public Task<Result<ImportedModel>> ImportAsync(ImportRequest request) =>
        _services.GetRequiredService<IModelImporter>().ImportAsync(request, CancellationToken.None);

    public void Dispose()
    {
        _services.Dispose();
        _root.Delete(recursive: true);
    }
}
