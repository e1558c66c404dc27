using Triad.Core.Errors;

namespace Triad.Inference.Kinds.Remote;

/// <summary>Which addresses an endpoint may have.</summary>
internal static class RemoteAddress
{
    /// <summary>What to do about a wrong one.</summary>
    public const string Remedy = "Give an address like https://gpu.example/v1/embeddings.";

    /// <summary>What is wrong with an address; null where nothing is.</summary>
    public static string? WhyNot(RemoteEndpoint endpoint, Uri url)
    {
        if (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
            return $"has the scheme '{url.Scheme}'";
        if (url.UserInfo.Length > 0)
            return "has a user or password in it";
        if (url.Fragment.Length > 0)
            return "has a fragment";
        return endpoint.Secret is not null && url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback && !endpoint.AllowsPlaintext
            ? "would send the secret where others can read it: use https, or set 'plaintext' to true where the line is safe"
            : null;
    }

    /// <summary>The address that is asked: that of the environment where it is set.</summary>
    public static Result<Uri> Of(RemoteEndpoint endpoint)
    {
        if (endpoint.UrlVariable is not { } variable || Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } text)
            return endpoint.Url;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
            return Wrong("is no absolute address");
        return WhyNot(endpoint, url) is { } problem ? Wrong(problem) : url;

        Error Wrong(string problem) => new(
            ErrorReason.ModelUnavailable, $"The environment variable {variable} {problem}. {Remedy}", "endpoint.url_variable", null,
                Remedy);
    }
}
