using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;
using Triad.Core.Settings;

namespace Triad.Azure;

/// <summary>Checks the settings at start and reports every error at once. It never shows the connection string, which holds a key.</summary>
internal sealed partial class AzureStorageOptionsValidator : IValidateOptions<AzureStorageOptions>
{
    private const int MinBlockBytes = 64 << 10;
    private const int MaxBlockBytes = 256 << 20;

    private static readonly TimeSpan ShortestTime = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestTime = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, AzureStorageOptions options)
    {
        var problems = new SettingProblems(AzureStorageOptions.Section);
        CheckAccount(problems, options);
        CheckContainer(problems, nameof(options.GrainContainer), options.GrainContainer);
        CheckContainer(problems, nameof(options.MediaContainer), options.MediaContainer);
        if (options.GrainContainer == options.MediaContainer)
            problems.Add(nameof(options.MediaContainer), options.MediaContainer, "Name another container: this one holds the grains' states.");
        CheckContainer(problems, nameof(options.AuditContainer), options.AuditContainer);
        if (options.AuditContainer == options.GrainContainer || options.AuditContainer == options.MediaContainer)
            problems.Add(nameof(options.AuditContainer), options.AuditContainer, "Name another container: this one holds something else.");
        problems.Within(options.BlockBytes, MinBlockBytes, MaxBlockBytes);
        problems.Within(options.MaxRetries, 0, 20);
        problems.Within(options.NetworkTimeout, ShortestTime, LongestTime);
        problems.Within(options.RetryDelay, ShortestTime, LongestTime);
        problems.Within(options.GrainTimeout, ShortestTime, LongestTime);
        problems.Required(options.LeaseFolder, "Name a folder on a local disk that only the service can read.");
        return problems.Found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems.Found);
    }

    private static void CheckAccount(SettingProblems problems, AzureStorageOptions options)
    {
        if (options.ConnectionString is null == options.ServiceUri is null)
        {
            problems.Add(
                $"{AzureStorageOptions.Section}: {(options.ServiceUri is null ? "no account is named" : "two accounts are named")}. "
                + $"Set either {nameof(options.ConnectionString)} or {nameof(options.ServiceUri)}.");
            return;
        }

        if (options.ConnectionString is { } connection && !IsConnectionString(connection))
            problems.Add($"{AzureStorageOptions.Section}:{nameof(options.ConnectionString)} cannot be read. Copy it from the account's access keys.");
        if (options.ServiceUri is { } text && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && IsSafe(uri)))
            problems.Add(nameof(options.ServiceUri), text, "Set an address such as https://ACCOUNT.blob.core.windows.net.");
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

    private static void CheckContainer(SettingProblems problems, string setting, string? value)
    {
        if (value is null || !ContainerForm().IsMatch(value))
            problems.Add(setting, value, "Set 3 to 63 lower-case letters, digits and single hyphens between them.");
    }

    [GeneratedRegex(@"\A(?=.{3,63}\z)[a-z0-9]+(?:-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ContainerForm();
}
