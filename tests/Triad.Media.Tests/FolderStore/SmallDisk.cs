using System.Diagnostics;

namespace Triad.Media.Tests.FolderStore;

/// <summary>A file system of one mebibyte.</summary>
internal sealed class SmallDisk : IDisposable
{
    public SmallDisk()
    {
        Folder = Directory.CreateTempSubdirectory("triad-small-").FullName;
        if (!Run("mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", Folder))
            throw new InvalidOperationException("The small disk cannot be mounted.");
    }

    public static bool CanBeMade { get; } = Try();

    public string Folder { get; }

    public void Dispose()
    {
        // At once, also where a process that another test is starting still has a file of it.
        Run("umount", "--lazy", Folder);
        Directory.Delete(Folder);
    }

    private static bool Try()
    {
        if (Environment.UserName != "root")
            return false;
        try
        {
            using var disk = new SmallDisk();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
