namespace Triad.Server.Bootstrap;

/// <summary>How a platform comes to its first operator key.</summary>
public enum BootstrapMode
{
    /// <summary>The first start draws it and leaves it in the data directory.</summary>
    Auto,

    /// <summary>It starts without one; who has the one-time token makes it, once (<c>triad bootstrap</c>).</summary>
    Token,

    /// <summary>It is given: <see cref="BootstrapOptions.KeyFile"/>.</summary>
    Secret,
}
