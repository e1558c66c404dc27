using Triad.Media.FolderStore;

namespace Triad.Media.Tests.FolderStore;

/// <summary>Records the file operations, and lets the disk be full at one of them.</summary>
internal sealed class RecordingFiles : IFolderFiles
{
    private const int NoSpace = 28;
    private readonly FolderFiles _files = new();

    public List<string> Log { get; } = [];

    public string? FailAt { get; set; }

    public void CreateFolder(string path)
    {
        if (!Directory.Exists(path))
            Note("create folder");
        _files.CreateFolder(path);
    }

    public FileStream Create(string path)
    {
        Note("create");
        return _files.Create(path);
    }

    public void Sync(FileStream file)
    {
        Note("sync");
        _files.Sync(file);
    }

    public void Rename(string from, string to)
    {
        Note("rename");
        _files.Rename(from, to);
    }

    public void SyncFolder(string path)
    {
        Note("sync folder");
        _files.SyncFolder(path);
    }

    public void Link(string existing, string name)
    {
        Note("link");
        _files.Link(existing, name);
    }

    private void Note(string step)
    {
        Log.Add(step);
        if (step == FailAt)
            throw new IOException("No space left on device", NoSpace);
    }
}
