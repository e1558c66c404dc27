using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;

namespace Triad.Azure;

/// <summary>Checks the settings at start and reports every error at once. It never shows the connection string, which holds a key.</summary>
internal sealed partial class AzureStorageOptionsValidator : IValidateOptions<AzureStorageOptions>
{
    private const int MinBlockBytes = 64 << 10;
    private const int MaxBlockBytes = 256 << 20;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, AzureStorageOptions options)
    {
        var errors = new List<string>();
        CheckAccount(errors, options);
        CheckContainer(errors, nameof(options.GrainContainer), options.GrainContainer);
        CheckContainer(errors, nameof(options.MediaContainer), options.MediaContainer);
        if (options.GrainContainer == options.MediaContainer)
            errors.Add(Say(nameof(options.MediaContainer), $"'{options.MediaContainer}' holds the grains' states", "name another container"));
        if (options.BlockBytes is < MinBlockBytes or > MaxBlockBytes)
            errors.Add(Say(nameof(options.BlockBytes), $"is {options.BlockBytes}", $"set {MinBlockBytes} to {MaxBlockBytes}"));
        if (options.MaxRetries is < 0 or > 20)
            errors.Add(Say(nameof(options.MaxRetries), $"is {options.MaxRetries}", "set 0 to 20"));
        CheckTime(errors, nameof(options.NetworkTimeout), options.NetworkTimeout);
        CheckTime(errors, nameof(options.RetryDelay), options.RetryDelay);
        CheckTime(errors, nameof(options.GrainTimeout), options.GrainTimeout);
        if (string.IsNullOrWhiteSpace(options.LeaseFolder))
            errors.Add(Say(nameof(options.LeaseFolder), "is empty", "name a folder on a local disk that only the service can read"));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void CheckAccount(List<string> errors, AzureStorageOptions options)
    {
        if (options.ConnectionString is null == options.ServiceUri is null)
        {
            errors.Add(
                $"{AzureStorageOptions.Section}: {(options.ServiceUri is null ? "no account is named" : "two accounts are named")}; "
                + $"set either {nameof(options.ConnectionString)} or {nameof(options.ServiceUri)}.");
            return;
        }

        if (options.ConnectionString is { } connection && !IsConnectionString(connection))
            errors.Add(Say(nameof(options.ConnectionString), "cannot be read", "copy it from the account's access keys"));
        if (options.ServiceUri is { } text && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && IsSafe(uri)))
            errors.Add(Say(nameof(options.ServiceUri), $"'{text}' is not a safe address", "give it as https://ACCOUNT.blob.core.windows.net"));
    }

    private static bool IsConnectionString(string text)
    {
        try
        {
            _ = new BlobServiceClient(text);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    // A token must not travel in the clear.
    private static bool IsSafe(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);

    private static void CheckContainer(List<string> errors, string setting, string? value)
    {
        if (value is null || !ContainerForm().IsMatch(value))
            errors.Add(Say(setting, $"'{value}' is not a container's name", "give 3 to 63 lower-case letters, digits and single hyphens between them"));
    }

    private static void CheckTime(List<string> errors, string setting, TimeSpan value)
    {
        if (value <= TimeSpan.Zero || value > TimeSpan.FromMinutes(10))
            errors.Add(Say(setting, $"is {value}", "set a duration above 0 and up to 10 minutes"));
    }

    private static string Say(string setting, string problem, string remedy) => $"{AzureStorageOptions.Section}:{setting} {problem}; {remedy}.";

    [GeneratedRegex(@"\A(?=.{3,63}\z)[a-z0-9]+(?:-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ContainerForm();
}
