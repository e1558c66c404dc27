using Triad.Core.Errors;

namespace Triad.Inference.Kinds.Remote;

/// <summary>
/// A secret by its name. It is read when it is sent, so that one that was changed in its file counts at once, and is never kept, shown or
/// logged.
/// </summary>
/// <param name="Variable">The environment variable that has it, or null.</param>
/// <param name="File">The file that has it, or null.</param>
/// <param name="Header">The header that it goes into; Authorization has "Bearer " before it.</param>
internal sealed record RemoteSecret(string? Variable, string? File, string Header)
{
    /// <summary>The header that is usual.</summary>
    public const string Authorization = "Authorization";

    private const int Longest = 16_384;

    /// <summary>Its name, for people.</summary>
    public string Name => Variable is null ? $"the file {File}" : $"the environment variable {Variable}";

    /// <summary>Reads it.</summary>
    /// <returns>The header's value; or what is wrong, without any part of the secret.</returns>
    public Result<string> Read()
    {
        string? text;
        try
        {
            text = Variable is not null ? Environment.GetEnvironmentVariable(Variable)
                : new FileInfo(File!).Length <= Longest ? System.IO.File.ReadAllText(File!) : "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            text = null;
        }

        text = text?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > Longest || text.Any(character => character is < '!' or > '~'))
            return new Error(
                ErrorReason.ModelUnavailable, $"The secret of the endpoint is not in {Name}, or is no line of visible ASCII.",
                    "endpoint.secret", null,
                $"Put it into {Name} of the process that embeds.");
        return Header == Authorization ? $"Bearer {text}" : text;
    }
}
