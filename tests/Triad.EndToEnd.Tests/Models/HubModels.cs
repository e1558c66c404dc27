using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Triad.Inference.Hosting;
using Triad.Inference.Hub;

namespace Triad.EndToEnd.Tests.Models;

/// <summary>Packages made of folders as they lie on the hub.</summary>
internal static class HubModels
{
    /// <summary>What imports and makes packages.</summary>
    public static ServiceProvider Services() => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationManager())
        .AddTriadInference()
        .BuildServiceProvider();

    /// <summary>Makes a package of a folder.</summary>
    public static async Task ImportAsync(string source, string package)
    {
        await using var services = Services();
        var imported = await services.GetRequiredService<IModelImporter>()
            .ImportAsync(source, package, HubVariant.Fp32, CancellationToken.None);
        Assert.True(imported.IsOk, $"{imported.Error}");
    }

    /// <summary>Makes a package of a family's reference folder; the test is skipped where that is not here.</summary>
    public static Task ImportReferenceAsync(string family, string package)
    {
        var source = Path.Combine(Checkout.Root, "..", "shared", "golden", "hf", family);
        Assert.SkipUnless(Directory.Exists(source), "The reference results ../shared/golden are not on this machine.");
        return ImportAsync(source, package);
    }
}
