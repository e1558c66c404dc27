namespace Triad.Media;

/// <summary>A way to keep FFmpeg apart from the machine.</summary>
public enum SandboxWay
{
    /// <summary>The strictest one that works on this machine.</summary>
    Auto,

    /// <summary>Namespaces made by bubblewrap. A restricted pod may not make them.</summary>
    Bubblewrap,

    /// <summary>Landlock and a filter of kernel calls, which need no privilege at all.</summary>
    Landlock,
}
