namespace Triad.Media.Sandbox;

/// <summary>How far a process is kept apart from the machine.</summary>
internal enum Confinement
{
    /// <summary>Namespaces of its own for files, processes and network, and a filter of kernel calls.</summary>
    IsolatedAndFiltered,

    /// <summary>Namespaces of its own for files, processes and network.</summary>
    Isolated,

    /// <summary>No namespaces: files by Landlock, all else by a wider filter of kernel calls. What a restricted pod allows.</summary>
    Landlocked,

    /// <summary>A network namespace of its own.</summary>
    NetworkOnly,

    /// <summary>Nothing but limits and privileges.</summary>
    None,
}
