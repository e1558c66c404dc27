using System.Text;
using Microsoft.AspNetCore.Http;
using Triad.Core.Errors;
using Triad.Gateway.Authentication;
using Triad.Gateway.Calls;

namespace Triad.Gateway.Listeners;

/// <summary>Lets operators alone to the dashboard: a key as Bearer, or as the password that a browser asks for, under any name.</summary>
internal sealed class DashboardGate(RequestDelegate next, KeyAuthenticator keys)
{
    private const string Basic = "Basic ";

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ServedAt>()?.Kinds != ListenerKinds.Dashboard)
        {
            await next(http);
            return;
        }

        var refusal = await RefusalAsync(http);
        if (refusal == StatusCodes.Status200OK)
        {
            await next(http);
            return;
        }

        http.Response.StatusCode = refusal;
        if (refusal == StatusCodes.Status401Unauthorized)
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"triad: an operator's key as the password\", charset=\"UTF-8\"";
    }

    private async Task<int> RefusalAsync(HttpContext http)
    {
        var caller = await keys.AuthenticateAsync(BearerOf(http.Request.Headers.Authorization), http.RequestAborted);
        if (!caller.IsOk)
        {
            return caller.Error.Reason is ErrorReason.KeyInvalid or ErrorReason.TenantSuspended
                ? StatusCodes.Status401Unauthorized
                : StatusCodes.Status503ServiceUnavailable;
        }

        return caller.Value.Scopes.HasFlag(CallScopes.Operator) && caller.Value.Networks.Allows(http.Connection.RemoteIpAddress)
            ? StatusCodes.Status200OK
            : StatusCodes.Status403Forbidden;
    }

    private static string? BearerOf(string? header)
    {
        if (header is null || !header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
            return header;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Basic.Length..].Trim(), bytes, out var length))
            return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        return $"Bearer {pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..]}";
    }
}
