namespace Triad.Media.FolderStore;

/// <summary>The file operations that durability rests on. A test can record them, or drop what was not synced.</summary>
internal interface IFolderFiles
{
    /// <summary>Makes a folder and those above it, private to the service, each entry durable.</summary>
    void CreateFolder(string path);

    /// <summary>Makes a new file for writing.</summary>
    FileStream Create(string path);

    /// <summary>Makes a file's content durable.</summary>
    void Sync(FileStream file);

    /// <summary>Gives a file or folder another name, in one step; a file replaces one of that name.</summary>
    void Rename(string from, string to);

    /// <summary>Makes the entries of a folder durable.</summary>
    void SyncFolder(string path);

    /// <summary>Makes a second name for a file.</summary>
    void Link(string existing, string name);
}
