using System.Net.Http.Headers;
using System.Text.Json;
using Triad.Core.Errors;

namespace Triad.Inference.Kinds.Remote;

/// <summary>Writes requests.</summary>
internal static class RemoteRequest
{
    /// <summary>A request for some inputs of one role.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="size">Numbers that a vector must have; null where that is what is asked.</param>
    /// <param name="inputs">The inputs.</param>
    /// <returns>The request; or why its address or its secret cannot be had.</returns>
    public static Result<HttpRequestMessage> Write(RemoteEndpoint endpoint, int? size, IReadOnlyList<RemoteInput> inputs)
    {
        var address = RemoteAddress.Of(endpoint);
        if (!address.IsOk)
            return address.Error;
        var request = new HttpRequestMessage(HttpMethod.Post, address.Value);
        if (endpoint.Secret is { } secret)
        {
            var value = secret.Read();
            if (!value.IsOk)
                return value.Error;
            request.Headers.TryAddWithoutValidation(secret.Header, value.Value);
        }

        request.Content = new ByteArrayContent(Body(endpoint, size, inputs));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return request;
    }

    private static byte[] Body(RemoteEndpoint endpoint, int? size, IReadOnlyList<RemoteInput> inputs)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("model", endpoint.Model);
            endpoint.Form!.Write(json, inputs);
            if (endpoint.AsksDimensions && size is { } dimensions)
                json.WriteNumber("dimensions", dimensions);
            if (endpoint.RoleField is { } field)
                json.WriteString(field.Name, field.Of(inputs[0].Role));
            json.WriteEndObject();
        }

        return body.ToArray();
    }
}
