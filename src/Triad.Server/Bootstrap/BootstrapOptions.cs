using Triad.Server.Data;

namespace Triad.Server.Bootstrap;

/// <summary>How a platform comes to its first operator key.</summary>
public sealed class BootstrapOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Triad:Bootstrap";

    /// <summary>The way. Left out: Secret where there is a KeyFile, Token where there is a TokenFile, else Auto.</summary>
    public BootstrapMode? Mode { get; set; }

    /// <summary>With Secret: a file that holds the operator's key, such as a mounted secret. It is read at every start.</summary>
    public string? KeyFile { get; set; }

    /// <summary>With Token: a file that holds the token, at least 32 characters. Null: one is drawn and left in the data directory.</summary>
    public string? TokenFile { get; set; }

    /// <summary>The way, with what follows from the files.</summary>
    internal BootstrapMode Chosen => Mode ?? (KeyFile, TokenFile) switch
    {
        ({ }, _) => BootstrapMode.Secret,
        (_, { }) => BootstrapMode.Token,
        _ => BootstrapMode.Auto,
    };

    /// <summary>Where an operator finds the way in.</summary>
    internal string Describe(DataFolder data) => Chosen switch
    {
        BootstrapMode.Auto => $"key in {data.OperatorKeyPath}",
        BootstrapMode.Secret => $"key in {KeyFile}",
        _ => $"key made by 'triad bootstrap' with the token in {TokenFile ?? data.BootstrapTokenPath}",
    };
}
