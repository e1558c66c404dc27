using System.Diagnostics;
using Triad.Cli.Invocation;

namespace Triad.Cli.Platform;

/// <summary>The platform's executable.</summary>
internal static class ServerProgram
{
    /// <summary>Set by the entry script.</summary>
    public const string Variable = "TRIAD_SERVER";

    public const string FileName = "Triad.Server.dll";

    public static ProcessStartInfo StartInfo(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(DotnetHost()) { UseShellExecute = false };
        start.ArgumentList.Add(Find());
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }

    private static string DotnetHost() => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
        ?? (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet");

    private static string Find()
    {
        var candidates = new[]
        {
            Environment.GetEnvironmentVariable(Variable),
            Path.Combine(AppContext.BaseDirectory, FileName),
            Checkout.PathOf("src", "Triad.Server", "bin", "Release", "net10.0", FileName),
            Checkout.PathOf("src", "Triad.Server", "bin", "Debug", "net10.0", FileName),
        };
        return candidates.FirstOrDefault(path => path is not null && File.Exists(path))
            ?? throw new CommandException($"{FileName} is not there") { Remedy = $"Build it with './triad build', or set {Variable}" };
    }
}
