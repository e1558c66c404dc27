using Microsoft.Extensions.Configuration;
using Triad.Core.Errors;
using Triad.Core.Usage.Export;

namespace Triad.Grains.Usage.Export;

/// <summary>The secret of a target: from a setting by its name, from an environment variable or from a file. It is in no message.</summary>
internal sealed class TargetSecret(IConfiguration configuration)
{
    /// <summary>The secret, read anew; null where the target has none.</summary>
    public Result<string?> Read(UsageTargetOptions target)
    {
        if (target is { SecretName: { Length: > 0 } name })
            return Found(configuration[name], $"the setting '{name}'");
        if (target is { SecretVariable: { Length: > 0 } variable })
            return Found(Environment.GetEnvironmentVariable(variable), $"the environment variable '{variable}'");
        if (target is not { SecretFile: { Length: > 0 } file })
            return Result<string?>.Ok(null);
        try
        {
            return Found(File.ReadAllText(file).Trim(), $"the file '{file}'");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Error(ErrorReason.Unavailable, $"The secret's file '{file}' cannot be read: {exception.Message}");
        }
    }

    private static Result<string?> Found(string? secret, string where) => string.IsNullOrEmpty(secret)
        ? new Error(ErrorReason.Unavailable, $"The secret in {where} is empty or missing.", Remedy: "Set it.")
        : secret;
}
