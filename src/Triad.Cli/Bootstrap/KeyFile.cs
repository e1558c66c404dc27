using System.Text;
using Triad.Cli.Invocation;
using Triad.Client;

namespace Triad.Cli.Bootstrap;

/// <summary>
/// The file that the first operator's key goes into, for this user's eyes only. The key is kept beside it, under another name, until the platform
/// has taken it: who is killed in between goes on with the same key.
/// </summary>
internal sealed class KeyFile(string path)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    private string Beside => Path + ".new";

    public bool Exists => File.Exists(Path);

    /// <summary>The key that was drawn last time, or a new one; it is on the disk when this returns.</summary>
    public DrawnApiKey Draw()
    {
        if (File.Exists(Beside))
        {
            try
            {
                return DrawnApiKey.Parse(File.ReadAllText(Beside).Trim());
            }
            catch (FormatException)
            {
                // Cut short before the platform heard of it.
            }
        }

        var key = DrawnApiKey.Draw();
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var create = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            create.UnixCreateMode = Private;
        using var stream = new FileStream(Beside, create);
        stream.Write(Encoding.ASCII.GetBytes(key.Key + Environment.NewLine));
        stream.Flush(flushToDisk: true);
        return key;
    }

    /// <summary>Gives the file its name: the platform has the key.</summary>
    public void Keep() => File.Move(Beside, Path);

    /// <summary>Forgets the key: the platform does not want it.</summary>
    public void Discard() => File.Delete(Beside);

    /// <summary>Ends the command where there is a key already.</summary>
    public void RefuseToReplace()
    {
        if (Exists)
            throw new CommandException($"'{Path}' is there already: an operator's key is never replaced")
            {
                Field = "--key-file",
                Value = Path,
                Remedy = "Use that key, or name another file",
            };
    }
}
