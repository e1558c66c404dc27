namespace Triad.Inference.Hub;

/// <summary>A remote package that is to be made.</summary>
/// <param name="Target">The package's folder, which must not be there yet. Its name becomes the id.</param>
/// <param name="Url">The endpoint's address.</param>
/// <param name="Model">The model's name there.</param>
public sealed record RemotePackageRequest(string Target, string Url, string Model)
{
    /// <summary>How requests are written: openai, messages, objects or triad.</summary>
    public string Form { get; init; } = "openai";

    /// <summary>What the endpoint takes: t, v, a.</summary>
    public IReadOnlyList<string> Modalities { get; init; } = ["t"];

    /// <summary>What is stored: full, or masks of what it takes.</summary>
    public IReadOnlyList<string> Representations { get; init; } = ["full"];

    /// <summary>True where the endpoint makes one vector of several contents.</summary>
    public bool Mixes { get; init; }

    /// <summary>Numbers that a vector is to have; null for what the endpoint gives by itself.</summary>
    public int? Dimensions { get; init; }

    /// <summary>The environment variable that has the secret, or null.</summary>
    public string? SecretVariable { get; init; }

    /// <summary>The file that has the secret, or null.</summary>
    public string? SecretFile { get; init; }

    /// <summary>The header that the secret goes into; null for Authorization.</summary>
    public string? Header { get; init; }

    /// <summary>An environment variable whose address is asked instead where it is set, or null.</summary>
    public string? UrlVariable { get; init; }

    /// <summary>True where the secret may go over a line without TLS.</summary>
    public bool AllowsPlaintext { get; init; }

    /// <summary>What stands before a text that asks; empty for nothing.</summary>
    public string QueryPrompt { get; init; } = "";

    /// <summary>What stands before a text that is stored; empty for nothing.</summary>
    public string DocumentPrompt { get; init; } = "";

    /// <summary>True where clips go as video files, false where their frames go as pictures.</summary>
    public bool SendsVideo { get; init; }

    /// <summary>Licence of the weights, or the terms of the service.</summary>
    public string Licence { get; init; } = "not stated";
}
