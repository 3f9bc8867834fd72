// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Suti.Agent.Client;

/// <summary>Calls operations by <c>POST {address}/{operation}</c>, the protocol of Veramo's remote agents.</summary>
internal sealed class HttpAgentTransport(HttpClient http, Uri address, AgentClientOptions options) : IAgentTransport
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    public async Task<TResult> InvokeAsync<TCapability, TRequest, TResult>(
        AgentOperation<TCapability, TRequest, TResult> operation, TRequest request, CancellationToken cancellationToken)
        where TCapability : class
        where TRequest : class
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(request);
        var body = operation.RequestType is { } type ? JsonSerializer.SerializeToUtf8Bytes(request, type) : "{}"u8.ToArray();
        var answer = await PostAsync(operation, body, cancellationToken).ConfigureAwait(false);
        if (operation.ResultType is null)
        {
            return (TResult)(object)NoResult.Value;
        }

        try
        {
            return JsonSerializer.Deserialize(answer, operation.ResultType)!;
        }
        catch (JsonException exception)
        {
            throw new SutiException(RemoteErrorCodes.ResponseInvalid, $"The answer to {operation.Name} has another form at {exception.Path}.", exception);
        }
    }

    /// <summary>Opens the stream of events.</summary>
    public async Task<HttpResponseMessage> OpenEventsAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "events"));
        request.Headers.Accept.ParseAdd("text/event-stream");
        await AuthorizeAsync(request, cancellationToken).ConfigureAwait(false);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    private async Task<byte[]> PostAsync(AgentOperation operation, byte[] body, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, options.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var (status, answer, pause) = await SendAsync(operation, body, both.Token).ConfigureAwait(false);
                if ((int)status is >= 200 and < 300)
                {
                    return answer;
                }

                // 429 comes before a call is begun. 503 may come in the middle of one.
                var mayRepeat = status == HttpStatusCode.TooManyRequests || (status == HttpStatusCode.ServiceUnavailable && operation.IsReadOnly);
                if (!mayRepeat || attempt >= options.MaxAttempts || pause > LongestPause)
                {
                    throw RemoteErrors.Read(operation, status, answer);
                }

                await PauseAsync(attempt, pause, both.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw new SutiException(RemoteErrorCodes.Unreachable, $"The agent did not answer {operation.Name} in time.", exception);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                if (!operation.IsReadOnly || attempt >= options.MaxAttempts)
                {
                    throw new SutiException(RemoteErrorCodes.Unreachable, $"The agent was not reached: {Describe(exception)}.", exception);
                }

                await PauseAsync(attempt, null, both.Token).ConfigureAwait(false);
            }
        }
    }

    private async Task<(HttpStatusCode Status, byte[] Answer, TimeSpan? Pause)> SendAsync(
        AgentOperation operation, byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, operation.Name));
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = Json;
        await AuthorizeAsync(request, cancellationToken).ConfigureAwait(false);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        var answer = await ResponseBodies.ReadAsync(response.Content, options.MaxResponseSize, cancellationToken).ConfigureAwait(false)
            ?? throw new SutiException(RemoteErrorCodes.ResponseInvalid, $"The answer to {operation.Name} is larger than {options.MaxResponseSize} bytes.");
        return (response.StatusCode, answer, response.Headers.RetryAfter?.Delta);
    }

    private async ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (await options.ReadTokenAsync(cancellationToken).ConfigureAwait(false) is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    private Task PauseAsync(int attempt, TimeSpan? asked, CancellationToken cancellationToken) =>
        Task.Delay(asked ?? FirstPause * Math.Pow(2, attempt - 1), options.Clock, cancellationToken);

    private static string Describe(Exception exception) =>
        exception is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } known ? known.HttpRequestError.ToString() : exception.GetType().Name;
}
