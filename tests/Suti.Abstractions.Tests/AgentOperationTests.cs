// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Text;

namespace Suti.Abstractions.Tests;

public sealed class AgentOperationTests
{
    private static readonly AgentOperation<Echo, Note, Note> Operation =
        new("echo", "Answers with what it got.", NoteJson.Default.Note, NoteJson.Default.Note, static (echo, note, _) => echo.AnswerAsync(note));

    [Fact]
    public async Task Invoke_Json_AnswersWithJson() =>
        Assert.Equal("""{"id":"a","title":null,"rank":null,"tags":null,"answer":null}""", await InvokeAsync("""{"id":"a"}"""));

    [Fact]
    public async Task Invoke_RowWithoutRequestAndResult_AnswersWithNull()
    {
        var row = new AgentOperation<Echo, NoRequest, NoResult>("rest", "Rests.", null, null, static (_, _, _) => Task.FromResult(NoResult.Value));
        Assert.Equal("null", await InvokeAsync("", row));
        Assert.Equal("null", await InvokeAsync("{\"more\":1}", row));
        var failure = await Assert.ThrowsAsync<SutiException>(() => InvokeAsync("[]", row));
        Assert.Equal("The request must be an object.", failure.Message);
    }

    [Theory]
    [InlineData("", "The request lacks \"id\".")]
    [InlineData("{}", "The request lacks \"id\".")]
    [InlineData("null", "The request must be an object.")]
    [InlineData("""{"id":1}""", "/id has a value of the wrong type or form.")]
    [InlineData("""{"id":"a","tags":["x",2]}""", "/tags/1 has a value of the wrong type or form.")]
    [InlineData("""{"id":"a","answer":{"id":"b","answer":{"title":"c"}}}""", "/answer/answer lacks \"id\".")]
    public async Task Invoke_RequestThatDoesNotFit_NamesThePlace(string request, string message)
    {
        var failure = await Assert.ThrowsAsync<SutiException>(() => InvokeAsync(request));
        Assert.Equal(AgentErrorCodes.InvalidArgument, failure.Code);
        Assert.Equal(message, failure.Message);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"id":"a","id":"b"}""")]
    [InlineData("""{"id":"a"} x""")]
    public async Task Invoke_JsonThatIsRefused_IsAnInvalidArgument(string request) =>
        Assert.Equal(AgentErrorCodes.InvalidArgument, (await Assert.ThrowsAsync<SutiException>(() => InvokeAsync(request))).Code);

    [Fact]
    public async Task Invoke_UnknownMembers_AreIgnoredOrRefused()
    {
        const string Request = """{"id":"a","x/y":1,"answer":{"id":"b","z":2}}""";
        Assert.Contains("\"b\"", await InvokeAsync(Request), StringComparison.Ordinal);
        var failure = await Assert.ThrowsAsync<SutiException>(() => InvokeAsync(Request, Operation, UnknownMembers.Refuse));
        Assert.Equal("/x~1y is not known, nor /answer/z.", failure.Message);
    }

    [Fact]
    public void Schema_OfTheRequest_RequiresWhatIsRequired()
    {
        var schema = Operation.GetRequestSchema();
        Assert.Equal("id", (string?)schema["required"]?[0]);
        Assert.Equal("string", (string?)schema["properties"]?["id"]?["type"]);
    }

    [Fact]
    public void Table_TwoOperationsOfOneName_IsRefused() => Assert.Throws<ArgumentException>(() => new AgentOperationTable([Operation, Operation]));

    private static async Task<string> InvokeAsync(
        string request, AgentOperation? operation = null, UnknownMembers unknownMembers = UnknownMembers.Ignore)
    {
        await using var agent = new EchoAgent();
        var result = new ArrayBufferWriter<byte>();
        await (operation ?? Operation).InvokeAsync(
            agent, Encoding.UTF8.GetBytes(request), result, unknownMembers, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(result.WrittenSpan);
    }

    private sealed class Echo
    {
        private int _calls;

        public Task<Note> AnswerAsync(Note note)
        {
            _calls++;
            return Task.FromResult(note);
        }
    }

    private sealed class EchoAgent : IAgent
    {
        public string Space => SpaceContext.Main;

        public AgentOperationTable Operations { get; } = new([Operation]);

        public IAgentEvents Events => throw new NotSupportedException();

        public TCapability? Find<TCapability>()
            where TCapability : class => new Echo() as TCapability;

        public IAgent InSpace(string space) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => default;
    }
}
