using System.Diagnostics;

namespace Triad.Client.Tests.Package;

/// <summary>The packages of the SDK in a folder of their own, and a project that refers to them. The other packages come from the usual feed.</summary>
internal sealed class PackedClient : IDisposable
{
    // A restore, a build and a run on a machine that is busy with other tests.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-package-");
    private readonly string _version = $"0.1.0-test.{Guid.NewGuid():N}";

    private string Packages => Path.Combine(_folder.FullName, "packages");

    private string Consumer => Path.Combine(_folder.FullName, "consumer");

    public string PathOf(string name, string kind) => Path.Combine(Packages, $"{name}.{_version}.{kind}");

    /// <summary>Packs what the tests' own build has built.</summary>
    public Task PackAsync()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return RunAsync(Root(), "pack", Path.Combine(Root(), "src", "Triad.Client"), "--no-build", "-c", configuration, "-o", Packages, $"-p:Version={_version}", "-nologo");
    }

    /// <summary>Writes a program that refers to the package; its caches are its own, so that nothing of it is left.</summary>
    public void WriteConsumer(string program)
    {
        Directory.CreateDirectory(Consumer);
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(Path.Combine(Consumer, "Program.cs"), program);
        File.WriteAllText(Path.Combine(Consumer, "Consumer.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Triad.Client" Version="{_version}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(Consumer, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(_folder.FullName, "cache")}" /></config>
              <fallbackPackageFolders><add key="built" value="{cache}" /></fallbackPackageFolders>
              <packageSources><add key="triad" value="{Packages}" /></packageSources>
            </configuration>
            """);
    }

    /// <summary>What the program prints.</summary>
    public Task<string> RunConsumerAsync() => RunAsync(Consumer, "run", "-c", "Release", "-v", "quiet");

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment.Remove("NUGET_PACKAGES");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"'dotnet {arguments[0]}' had not ended after {Deadline.TotalMinutes:F0} minutes: {await output}");
        }

        Assert.True(process.ExitCode == 0, $"'dotnet {arguments[0]}' ended with {process.ExitCode}: {await output} {await error}");
        return await output;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run from a folder inside the checkout.");
    }
}
