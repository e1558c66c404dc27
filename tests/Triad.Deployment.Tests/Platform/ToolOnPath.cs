namespace Triad.Deployment.Tests.Platform;

/// <summary>The command line tool under the name triad, as the image of tools has it; and a folder for temporary files, which goes with it.</summary>
internal sealed class ToolOnPath : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-tool-");

    public ToolOnPath()
    {
        var program = Path.Combine(_folder.FullName, "triad");
        File.WriteAllText(program, $"#!/bin/sh\nexec dotnet {Path.Combine(AppContext.BaseDirectory, "triad.dll")} \"$@\"\n");
        File.SetUnixFileMode(program, Executable);
    }

    public string Folder => _folder.FullName;

    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["PATH"] = $"{_folder.FullName}:{System.Environment.GetEnvironmentVariable("PATH")}",
        ["TMPDIR"] = _folder.FullName,
        ["TRIAD_DATA"] = Path.Combine(_folder.FullName, "data"),
    };

    public void Dispose() => _folder.Delete(recursive: true);
}
